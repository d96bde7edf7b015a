using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Opens editors of vectors.</summary>
public static class VBufferEditor
{
    /// <summary>An editor of the vector as it is.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination)
        => destination.Edit(destination.Length, destination.GetValues().Length, null, keepOldOnResize: false, requireIndicesOnDense: false);

    /// <summary>
    /// An editor that writes into the arrays of <paramref name="destination"/> where they are large enough. What they held is not cleared.
    /// </summary>
    /// <param name="destination">The vector whose arrays are used.</param>
    /// <param name="newLogicalLength">The length of the vector to write.</param>
    /// <param name="valuesCount">The number of explicit values; null for a dense vector.</param>
    /// <param name="maxValuesCapacity">How far the arrays may grow beyond the need.</param>
    /// <param name="keepOldOnResize">Whether values move along to an array that had to be created.</param>
    /// <param name="requireIndicesOnDense">Whether there shall be indices even if every value is explicit.</param>
    public static VBufferEditor<T> Create<T>(scoped ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null,
        int? maxValuesCapacity = null, bool keepOldOnResize = false, bool requireIndicesOnDense = false)
        => destination.Edit(newLogicalLength, valuesCount, maxValuesCapacity, keepOldOnResize, requireIndicesOnDense);
}

/// <summary>The writable arrays of a vector.</summary>
public readonly ref struct VBufferEditor<T>
{
    private readonly int _length;
    private readonly T[]? _values;
    private readonly int[]? _indices;

    /// <summary>The explicit values.</summary>
    public readonly Span<T> Values;

    /// <summary>The positions of the explicit values, to be strictly increasing; empty when the vector is dense.</summary>
    public readonly Span<int> Indices;

    internal VBufferEditor(int length, int count, T[]? values, bool createdNewValues, int[]? indices, bool createdNewIndices,
        bool withIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = withIndices ? indices.AsSpan(0, count) : default;
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    /// <summary>Whether <see cref="Values"/> is a new array.</summary>
    public bool CreatedNewValues { get; }

    /// <summary>Whether <see cref="Indices"/> is a new array.</summary>
    public bool CreatedNewIndices { get; }

    /// <summary>The vector, over the same arrays.</summary>
    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    /// <summary>The vector with only the first explicit values.</summary>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        Contracts.CheckParam(physicalValuesCount <= Values.Length, nameof(physicalValuesCount), "There are not so many explicit values.");
        return new VBuffer<T>(_length, physicalValuesCount, _values, _indices);
    }
}
