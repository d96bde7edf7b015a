using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>
/// One walk from outputs back to leaves. Operations run in falling order of their numbers: every user of a value has a higher number than
/// its maker, so a gradient is complete when its turn comes, and the order of sums is always the same.
/// </summary>
internal sealed class BackwardPass
{
    // The queue of the thread's last walk, empty again and grown to the size that a step needs.
    [ThreadStatic]
    private static PriorityQueue<Node, long>? _spare;

    private readonly PriorityQueue<Node, long> _queue;
    private readonly bool _retainGraph;
    private readonly Dictionary<object, TensorImpl?>? _wanted;

    private BackwardPass(bool retainGraph, Dictionary<object, TensorImpl?>? wanted)
    {
        _retainGraph = retainGraph;
        _wanted = wanted;
        _queue = _spare ?? new();
        _spare = null;
    }

    /// <summary>Walks back from the outputs, adding to the gradients of all leaves.</summary>
    internal static void Run(IReadOnlyList<TensorImpl> outputs, IReadOnlyList<TensorImpl?> grads, bool retainGraph)
        => new BackwardPass(retainGraph, null).Walk(outputs, grads);

    /// <summary>
    /// Walks back from the outputs and returns the gradients of the inputs (null where none arrived); leaves stay as they are.
    /// </summary>
    internal static TensorImpl?[] Gradients(
        IReadOnlyList<TensorImpl> outputs, IReadOnlyList<TensorImpl?> grads, IReadOnlyList<TensorImpl> inputs, bool retainGraph)
    {
        var wanted = new Dictionary<object, TensorImpl?>(ReferenceEqualityComparer.Instance);
        foreach (TensorImpl input in inputs) wanted[Key(input)] = null;
        try
        {
            new BackwardPass(retainGraph, wanted).Walk(outputs, grads);
            return [.. inputs.Select(input => wanted[Key(input)]?.Retain())];
        }
        finally
        {
            foreach (TensorImpl? sum in wanted.Values) sum?.Release();
        }
    }

    /// <summary>Hands a gradient to whoever the edge points at; takes over the reference.</summary>
    internal void Give(Edge edge, TensorImpl grad)
    {
        if (edge.Node is { } node)
        {
            node.Pending = GradientSums.Add(node.Pending, grad);
            Enqueue(node);
        }
        else if (edge.Leaf is { } leaf)
        {
            if (_wanted is null) GradientSums.AddToLeaf(leaf, grad);
            else if (_wanted.TryGetValue(leaf, out TensorImpl? sum)) _wanted[leaf] = GradientSums.Add(sum, grad);
            else grad.Release();
        }
        else
        {
            grad.Release();
        }
    }

    /// <summary>
    /// Where to write a dense gradient: into what has arrived already, adding to it, if nobody else can see that; else into a new tensor.
    /// </summary>
    internal TensorImpl Begin(Edge edge, long[] shape, out bool adds)
    {
        TensorImpl? arrived = edge.Node?.Pending ?? (_wanted is null ? edge.Leaf?.Grad : null);
        adds = arrived is { IsExclusive: true, IsContiguous: true };
        return adds ? arrived!.Retain() : TensorImpl.Create(shape);
    }

    /// <summary>Hands over what was written after <see cref="Begin"/>.</summary>
    internal void End(Edge edge, TensorImpl target, bool adds)
    {
        if (!adds)
        {
            Give(edge, target);
            return;
        }
        target.Storage.MarkWritten();
        target.Release();
    }

    /// <summary>Hands the gradient of looked-up rows to whoever the edge points at; the caller keeps its references.</summary>
    internal void Give(Edge edge, in RowGradient grad)
    {
        if (edge.Leaf is { } leaf && _wanted is null) GradientSums.AddToLeaf(leaf, grad);
        else if (edge.IsNeeded) Give(edge, GradientSums.Dense(grad));
    }

    /// <summary>
    /// Hands over the gradient of a part of a dimension; the rest of the whole gets none. The caller keeps its reference.
    /// </summary>
    internal void GivePart(Edge edge, TensorImpl grad, long[] shape, int axis, long start)
    {
        TensorImpl whole = Begin(edge, shape, out bool adds);
        if (!adds) whole.Clear();
        GradientSums.AddToPart(whole, grad, axis, start);
        End(edge, whole, adds);
    }

    private static object Key(TensorImpl tensor) => (object?)tensor.GradFn ?? tensor;

    private void Walk(IReadOnlyList<TensorImpl> outputs, IReadOnlyList<TensorImpl?> grads)
    {
        try
        {
            for (int i = 0; i < outputs.Count; i++) Start(outputs[i], grads[i]);
            while (_queue.TryDequeue(out Node? node, out _)) Visit(node);
        }
        finally
        {
            // Nothing is left after a walk that succeeded; a failed one must not leave half a gradient behind.
            while (_queue.TryDequeue(out Node? node, out _)) Leave(node);
            _spare = _queue;
        }
    }

    private void Start(TensorImpl output, TensorImpl? grad)
    {
        Edge start = Edge.To(output);
        try
        {
            Give(start, grad?.Retain() ?? One(output));
        }
        finally
        {
            start.Release();
        }
    }

    private void Visit(Node node)
    {
        TensorImpl grad = node.Pending!;
        if (_wanted is not null && _wanted.ContainsKey(node)) _wanted[node] = grad.Retain();
        try
        {
            node.Run(grad, this);
            if (!_retainGraph) node.ReleaseSaved();
        }
        finally
        {
            Leave(node);
        }
    }

    private void Enqueue(Node node)
    {
        if (node.IsQueued) return;
        node.IsQueued = true;
        node.Retain();
        _queue.Enqueue(node, -node.Sequence);
    }

    private static void Leave(Node node)
    {
        node.IsQueued = false;
        node.Pending?.Release();
        node.Pending = null;
        node.Release();
    }

    private static TensorImpl One(TensorImpl output)
    {
        if (output.Count != 1)
        {
            throw new InvalidOperationException(
                $"Without a given gradient, backward starts from a tensor of one element, not of shape {Shapes.Text(output.Shape)}.");
        }
        TensorImpl one = TensorImpl.Create(output.Shape);
        one.Floats[0] = 1;
        return one;
    }
}
