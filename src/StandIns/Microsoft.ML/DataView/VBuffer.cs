using System.Collections;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A vector, dense or sparse, over arrays that it shares with whoever made it.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public readonly partial struct VBuffer<T> : IEnumerable
{
    private readonly T[]? _values;
    private readonly int[]? _indices;
    private readonly int _count;

    /// <summary>The number of values, explicit or not.</summary>
    public readonly int Length;

    /// <summary>A dense vector over <paramref name="values"/>, which are not copied.</summary>
    /// <param name="length">The number of values.</param>
    /// <param name="values">At least that many values.</param>
    /// <param name="indices">An array kept for reuse.</param>
    public VBuffer(int length, T[]? values, int[]? indices = null)
        : this(length, length, values, indices)
    {
    }

    /// <summary>A vector over the given arrays, which are not copied.</summary>
    /// <param name="length">The number of values.</param>
    /// <param name="count">The number of explicit values; the vector is dense when it equals the length.</param>
    /// <param name="values">The explicit values.</param>
    /// <param name="indices">Their positions, strictly increasing.</param>
    public VBuffer(int length, int count, T[]? values, int[]? indices)
    {
        Contracts.CheckParam(length >= 0, nameof(length));
        Contracts.CheckParam(0 <= count && count <= length, nameof(count));
        Contracts.CheckParam((values?.Length ?? 0) >= count, nameof(values));
        Contracts.CheckParam(count == length || (indices?.Length ?? 0) >= count, nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    /// <summary>Whether every value is explicit.</summary>
    public bool IsDense => _count == Length;

    /// <summary>The explicit values.</summary>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>The positions of the explicit values; empty when the vector is dense.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    /// <summary>The value at a position.</summary>
    public T GetItemOrDefault(int index)
    {
        T destination = default!;
        GetItemOrDefault(index, ref destination);
        return destination;
    }

    /// <summary>Writes the value at a position.</summary>
    public void GetItemOrDefault(int index, ref T destination)
    {
        Contracts.CheckParam(0 <= index && index < Length, nameof(index));
        var slot = IsDense ? index : GetIndices().BinarySearch(index);
        destination = slot < 0 ? default! : _values![slot];
    }

    /// <summary>All values in order, with the default where none is explicit.</summary>
    public IEnumerable<T> DenseValues() => Items(all: true).Select(static item => item.Value);

    /// <summary>The explicit values with their positions, or all values.</summary>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        var next = 0;
        for (var slot = 0; slot < _count; slot++)
        {
            var position = IsDense ? slot : _indices![slot];
            for (; all && next < position; next++)
                yield return new KeyValuePair<int, T>(next, default!);
            yield return new KeyValuePair<int, T>(position, _values![slot]);
            next = position + 1;
        }
        for (; all && next < Length; next++)
            yield return new KeyValuePair<int, T>(next, default!);
    }

    /// <summary>Enumerates the underlying array, which may hold more than the vector's values.</summary>
    public IEnumerator GetEnumerator() => _values!.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> Edit(int length, int? count, int? maxCapacity, bool keepOldOnResize, bool requireIndicesOnDense)
    {
        Contracts.CheckParam(length >= 0, "newLogicalLength");
        Contracts.CheckParam(count is null or >= 0 && !(count > length), "valuesCount");
        var stored = count ?? length;
        var limit = maxCapacity ?? Array.MaxLength;
        var withIndices = stored != length || requireIndicesOnDense;
        var values = Grow(_values, stored, limit, keepOldOnResize, out var newValues);
        var newIndices = false;
        var indices = withIndices ? Grow(_indices, stored, limit, keepOldOnResize, out newIndices) : _indices;
        return new VBufferEditor<T>(length, stored, values, newValues, indices, newIndices, withIndices);
    }

    // Doubles like a list does, so that a vector that grows row by row is not reallocated row by row.
    private static TItem[]? Grow<TItem>(TItem[]? array, int needed, int limit, bool keepOld, out bool created)
    {
        Contracts.CheckParam(needed <= limit, "maxValuesCapacity");
        var size = array?.Length ?? 0;
        created = size < needed;
        if (!created)
            return array;
        size = Math.Max(needed, (int)Math.Min(size == 0 ? 4L : 2L * size, limit));
        if (!keepOld)
            return new TItem[size];
        Array.Resize(ref array, size);
        return array;
    }
}
