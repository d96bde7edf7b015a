using System.Collections.Immutable;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Vectors of primitive values, of a known length or not.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    /// <summary>Vectors of one dimension.</summary>
    /// <param name="itemType">The type of the values.</param>
    /// <param name="size">The length, or zero if it varies.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : this(itemType, ImmutableArray.Create(size))
    {
    }

    /// <summary>Tensors, flattened.</summary>
    /// <param name="itemType">The type of the values.</param>
    /// <param name="dimensions">The size per dimension, zero where it varies.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, dimensions?.ToImmutableArray() ?? [])
    {
    }

    /// <summary>Tensors, flattened.</summary>
    /// <param name="itemType">The type of the values.</param>
    /// <param name="dimensions">The size per dimension, zero where it varies.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(RawTypeOf(itemType))
    {
        Contracts.CheckParam(dimensions.Length > 0 && dimensions.All(static size => size >= 0), nameof(dimensions));
        ItemType = itemType;
        Dimensions = dimensions;
        Size = dimensions.Aggregate(1, static (product, size) => checked(product * size));
    }

    /// <summary>The size per dimension, zero where it varies.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The type of the values.</summary>
    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The number of values, or zero if it varies.</summary>
    public int Size { get; }

    /// <summary>Whether all vectors have the same number of values.</summary>
    public bool IsKnownSize => Size > 0;

    /// <inheritdoc/>
    public override bool Equals(DataViewType? other)
        => other is VectorDataViewType vector && ItemType.Equals(vector.ItemType) && Dimensions.SequenceEqual(vector.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as DataViewType);

    /// <inheritdoc/>
    public override int GetHashCode() => Dimensions.Aggregate(ItemType.GetHashCode(), HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString()
    {
        var sizes = Dimensions is [0] ? [] : Dimensions.Select(static size => size > 0 ? $", {size}" : ", *");
        return $"Vector<{ItemType}{string.Concat(sizes)}>";
    }

    private static Type RawTypeOf(PrimitiveDataViewType itemType)
    {
        Contracts.CheckValue(itemType, nameof(itemType));
        return typeof(VBuffer<>).MakeGenericType(itemType.RawType);
    }
}
