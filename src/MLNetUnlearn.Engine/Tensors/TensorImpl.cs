using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Buffers;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Tensors;

/// <summary>
/// What a tensor is, apart from the handles that name it: a shaped view of a storage, and its place in the graph. Counted by reference,
/// since handles, the graph and other tensors' gradients may all need it; <see cref="Release"/> gives a reference back.
/// </summary>
internal sealed class TensorImpl
{
    private const int MostSpare = 1024;

    // Those that nobody refers to any more, to be used again: a step makes and drops a hundred.
    [ThreadStatic]
    private static Stack<TensorImpl>? _spare;

    private int _references;
    private long[]? _strides;
    private Storage? _storage;
    private Node? _gradFn;

    private TensorImpl()
    {
    }

    internal ScalarType DType { get; private set; }

    internal long[] Shape { get; private set; } = Shapes.Scalar;

    internal int Offset { get; private set; }

    internal int Count { get; private set; }

    internal bool IsContiguous { get; private set; }

    internal int Rank => Shape.Length;

    internal long[] Strides => _strides ??= Shapes.ContiguousStrides(Shape);

    internal Storage Storage => _storage ?? throw new InvalidOperationException("The tensor's memory was released.");

    /// <summary>Whether a leaf was asked to collect its gradient.</summary>
    internal bool IsGradLeaf { get; set; }

    internal bool RequiresGrad => IsGradLeaf || _gradFn is not null;

    /// <summary>The gradient a leaf has collected, in full.</summary>
    internal TensorImpl? Grad { get; set; }

    /// <summary>The gradient a leaf has collected from look-ups alone; a leaf has one of the two kinds at most.</summary>
    internal RowSum? RowGrad { get; set; }

    internal Node? GradFn => _gradFn;

    /// <summary>The elements of a contiguous tensor.</summary>
    internal Span<float> Floats => Data<float>();

    /// <summary>The elements of a contiguous tensor.</summary>
    internal Span<long> Longs => Data<long>();

    /// <summary>Whether nothing else can see this tensor's elements, so that they may be overwritten.</summary>
    internal bool IsExclusive => Volatile.Read(ref _references) == 1 && !Storage.IsShared;

    /// <summary>A contiguous tensor of arbitrary values.</summary>
    internal static TensorImpl Create(ScalarType dtype, long[] shape)
    {
        long bytes = (long)Shapes.Count(shape) * Shapes.ElementSize(dtype);
        return Start(BufferPool.Rent(bytes), dtype, shape, null, 0);
    }

    internal static TensorImpl Create(long[] shape) => Create(ScalarType.Float32, shape);

    internal static TensorImpl Zeros(ScalarType dtype, long[] shape)
    {
        TensorImpl zeros = Create(dtype, shape);
        zeros.Clear();
        return zeros;
    }

    /// <summary>Another view of the same storage.</summary>
    internal TensorImpl View(long[] shape, long[]? strides, int offset)
    {
        if (strides is not null && Shapes.IsContiguous(shape, strides)) strides = null;
        return Start(Storage.Retain(), DType, shape, strides, offset);
    }

    /// <summary>The same elements without a place in the graph.</summary>
    internal TensorImpl Detached() => Start(Storage.Retain(), DType, Shape, IsContiguous ? null : Strides, Offset);

    internal Span<T> Data<T>()
        where T : struct
        => IsContiguous
            ? Storage.Span<T>(Offset, Count)
            : throw new InvalidOperationException("The elements of a strided view are not one span.");

    /// <summary>All elements of the storage, for strided access.</summary>
    internal Span<T> Raw<T>()
        where T : struct
        => Storage.Span<T>(0, Storage.Capacity / Shapes.ElementSize(DType));

    /// <summary>The elements of a contiguous tensor of which the reader looks at some rows (slices of dimension 0) only.</summary>
    internal Span<float> FloatsOf(ReadOnlySpan<long> rows)
        => Storage.Deferred is { } deferred && IsContiguous && deferred.CatchUp(this, rows) ? Storage.Stored<float>(Offset, Count) : Floats;

    /// <summary>Sets every element of a contiguous tensor to zero.</summary>
    internal void Clear()
    {
        int size = Shapes.ElementSize(DType);
        Storage.Span<byte>(Offset * size, Count * size).Clear();
        Storage.MarkWritten();
    }

    /// <summary>Places this tensor in the graph; it takes over the reference to the node.</summary>
    internal TensorImpl Record(Node node)
    {
        _gradFn = node;
        return this;
    }

    internal TensorImpl Retain()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    internal void Release()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left > 0) return;
        if (left < 0) throw new InvalidOperationException("A tensor was released twice.");
        _storage!.Release();
        _storage = null;
        GradientSums.Drop(this);
        IsGradLeaf = false;
        Node? node = _gradFn;
        _gradFn = null;
        Stack<TensorImpl> spare = _spare ??= new Stack<TensorImpl>();
        if (spare.Count < MostSpare) spare.Push(this);
        node?.Release();
    }

    private static TensorImpl Start(Storage storage, ScalarType dtype, long[] shape, long[]? strides, int offset)
    {
        TensorImpl? tensor = null;
        _spare?.TryPop(out tensor);
        tensor ??= new TensorImpl();
        tensor._references = 1;
        tensor._storage = storage;
        tensor.DType = dtype;
        tensor.Shape = shape;
        tensor._strides = strides;
        tensor.Offset = offset;
        tensor.Count = Shapes.Count(shape);
        tensor.IsContiguous = strides is null;
        return tensor;
    }
}
