using System.Collections;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Utils;

/// <summary>The elements of a tensor or view as a collection, in logical order. Valid as long as the tensor is not disposed.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    /// <summary>The number of elements.</summary>
    public long Count => _tensor.NumberOfElements;

    /// <summary>One element: by its position in logical order, or by one index per dimension.</summary>
    /// <param name="indices">The position, or the indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the tensor.</exception>
    /// <exception cref="ArgumentException">The number of indices is neither one nor the number of dimensions.</exception>
    public T this[params long[] indices]
    {
        get => Impl.Raw<T>()[Find(indices)];
        set
        {
            Impl.Raw<T>()[Find(indices)] = value;
            Impl.Storage.MarkWritten();
        }
    }

    private TensorImpl Impl => _tensor.Impl;

    /// <summary>
    /// A new array of all elements. Of an empty tensor of several dimensions TorchSharp throws; this returns an empty array.
    /// </summary>
    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>Copies elements into an array, until either ends.</summary>
    /// <param name="array">Where to copy to.</param>
    /// <param name="arrayIndex">The first position in the array.</param>
    /// <param name="tensorIndex">The first position in the tensor.</param>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements into a span, until either ends.</summary>
    /// <param name="array">Where to copy to.</param>
    /// <param name="arrayIndex">The first position in the span.</param>
    /// <param name="tensorIndex">The first position in the tensor.</param>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        TensorImpl dense = Layout.AsContiguous(Impl);
        ReadOnlySpan<T> source = dense.Data<T>()[(int)tensorIndex..];
        Span<T> target = array[arrayIndex..];
        source[..Math.Min(source.Length, target.Length)].CopyTo(target);
        dense.Release();
    }

    /// <summary>Overwrites elements with those of an array, until either ends.</summary>
    /// <param name="array">Where to copy from.</param>
    /// <param name="arrayIndex">The first position in the array.</param>
    /// <param name="tensorIndex">The first position in the tensor.</param>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Overwrites elements with those of a span, until either ends.</summary>
    /// <param name="array">Where to copy from.</param>
    /// <param name="arrayIndex">The first position in the span.</param>
    /// <param name="tensorIndex">The first position in the tensor.</param>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        TensorImpl impl = Impl;
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = (int)Math.Min(source.Length, impl.Count - tensorIndex);
        if (impl.IsContiguous)
        {
            source[..count].CopyTo(impl.Data<T>()[(int)tensorIndex..]);
        }
        else
        {
            Span<T> storage = impl.Raw<T>();
            for (int i = 0; i < count; i++) storage[At(impl, tensorIndex + i)] = source[i];
        }
        impl.Storage.MarkWritten();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the accessor owns no memory. It is there because TorchSharp's has it.</summary>
    public void Dispose()
    {
    }

    private static int At(TensorImpl impl, long position) => Strided.At((int)position, impl.Offset, impl.Shape, impl.Strides);

    private int Find(long[] indices)
    {
        TensorImpl impl = Impl;
        if (indices.Length == 1)
        {
            if ((ulong)indices[0] >= (ulong)impl.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), indices[0], $"The tensor has {impl.Count} elements.");
            return At(impl, indices[0]);
        }
        if (indices.Length != impl.Rank)
            throw new ArgumentException($"There are {indices.Length} indices for a tensor of shape {Shapes.Text(impl.Shape)}.");
        long at = impl.Offset;
        for (int i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)impl.Shape[i])
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"Dimension {i} has size {impl.Shape[i]}.");
            at += indices[i] * impl.Strides[i];
        }
        return (int)at;
    }
}
