using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>
/// One recorded operation with one differentiable output. It knows where its inputs' gradients go and keeps what backward needs; it is
/// counted by reference by its output and by the operations that used that output.
/// </summary>
internal abstract class Node
{
    private static long _last;

    [ThreadStatic]
    private static Stack<Node>? _dying;

    // Most operations fit the places within; the arrays are for those that do not.
    private readonly FewEdges _edges;
    private readonly Edge[]? _manyEdges;
    private readonly int _edgeCount;
    private FewSaved _saved;
    private List<Saved>? _moreSaved;
    private int _savedCount;
    private int _references = 1;
    private bool _spent;

    private protected Node(params ReadOnlySpan<TensorImpl?> inputs)
    {
        Sequence = Interlocked.Increment(ref _last);
        _edgeCount = inputs.Length;
        if (inputs.Length > FewEdges.Count) _manyEdges = new Edge[inputs.Length];
        Span<Edge> edges = _manyEdges is null ? _edges : _manyEdges;
        for (int i = 0; i < inputs.Length; i++) edges[i] = Edge.To(inputs[i]);
    }

    /// <summary>Grows with every operation, so that whoever uses an output has a higher number than whoever made it.</summary>
    internal long Sequence { get; }

    /// <summary>What has arrived so far of the output's gradient in the running backward pass.</summary>
    internal TensorImpl? Pending { get; set; }

    /// <summary>Whether the running backward pass has this operation in its queue.</summary>
    internal bool IsQueued { get; set; }

    internal ReadOnlySpan<Edge> Edges => (_manyEdges is null ? (ReadOnlySpan<Edge>)_edges : _manyEdges)[.._edgeCount];

    /// <summary>Passes the gradient of the output on to the inputs. The gradient is contiguous and remains the caller's.</summary>
    internal void Run(TensorImpl grad, BackwardPass pass)
    {
        if (_spent)
        {
            throw new InvalidOperationException(
                "The graph was walked backward before and freed what it had saved; say retain_graph: true to walk it twice.");
        }
        for (int i = 0; i < _savedCount; i++)
        {
            Saved saved = SavedAt(i);
            if (saved.Value.Storage.Version != saved.Version)
                throw new InvalidOperationException("A tensor that backward needs was changed in place after it was used.");
        }
        Backward(grad, pass);
    }

    internal void Retain() => Interlocked.Increment(ref _references);

    internal void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0) return;
        // Long chains of operations die one after the other here, not on the call stack.
        if (_dying is { } queue)
        {
            queue.Push(this);
            return;
        }
        _dying = queue = new Stack<Node>();
        try
        {
            queue.Push(this);
            while (queue.TryPop(out Node? node)) node.Free();
        }
        finally
        {
            _dying = null;
        }
    }

    /// <summary>Lets go of what was saved; the operation cannot run backward again.</summary>
    internal void ReleaseSaved()
    {
        _spent = true;
        for (int i = 0; i < _savedCount; i++) SavedAt(i).Value.Release();
        _savedCount = 0;
        _saved = default;
        _moreSaved = null;
    }

    /// <summary>Passes the gradient of the output on to the inputs that need one.</summary>
    private protected abstract void Backward(TensorImpl grad, BackwardPass pass);

    /// <summary>Whether an input wants its gradient.</summary>
    private protected bool Needs(int input) => Edges[input].IsNeeded;

    /// <summary>Keeps an input until backward.</summary>
    private protected TensorImpl Save(TensorImpl value)
    {
        Keep(value.Retain());
        return value;
    }

    /// <summary>
    /// Keeps the output until backward, as a view outside the graph: the output owns this node and must not be owned by it.
    /// </summary>
    private protected TensorImpl SaveOutput(TensorImpl output)
    {
        TensorImpl view = output.Detached();
        Keep(view);
        return view;
    }

    private void Keep(TensorImpl value)
    {
        var saved = new Saved(value, value.Storage.Version);
        if (_savedCount < FewSaved.Count) _saved[_savedCount] = saved;
        else (_moreSaved ??= []).Add(saved);
        _savedCount++;
    }

    private Saved SavedAt(int index) => index < FewSaved.Count ? _saved[index] : _moreSaved![index - FewSaved.Count];

    private void Free()
    {
        ReleaseSaved();
        Pending?.Release();
        Pending = null;
        foreach (Edge edge in Edges) edge.Release();
    }

    private readonly record struct Saved(TensorImpl Value, int Version);

    [InlineArray(Count)]
    private struct FewEdges
    {
        internal const int Count = 3;
        private Edge _first;
    }

    [InlineArray(Count)]
    private struct FewSaved
    {
        internal const int Count = 3;
        private Saved _first;
    }
}
