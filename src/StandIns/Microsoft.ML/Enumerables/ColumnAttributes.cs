using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Names the column of a member; without it, the column has the member's name.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class ColumnNameAttribute : Attribute
{
    /// <summary>The column has this name.</summary>
    public ColumnNameAttribute(string name) => Name = name;

    internal string Name { get; }
}

/// <summary>Leaves a member out.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class NoColumnAttribute : Attribute
{
}

/// <summary>Makes a column of keys of an unsigned integer member, or of an array of them.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    /// <summary>There are so many keys.</summary>
    public KeyTypeAttribute(ulong count)
    {
        Contracts.CheckParam(count > 0, nameof(count), "There must be at least one key.");
        Count = count;
    }

    internal ulong Count { get; }
}

/// <summary>Gives a vector member a known length.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class VectorTypeAttribute : Attribute
{
    /// <summary>The length varies.</summary>
    public VectorTypeAttribute()
        : this([])
    {
    }

    /// <summary>All vectors have this length, or any if it is zero.</summary>
    public VectorTypeAttribute(int size)
        : this([size])
    {
    }

    /// <summary>The vectors are tensors of these dimensions.</summary>
    public VectorTypeAttribute(params int[] dimensions)
    {
        Contracts.CheckParam(Array.TrueForAll(dimensions, static size => size >= 0), nameof(dimensions), "A size cannot be negative.");
        Dimensions = dimensions;
    }

    internal int[] Dimensions { get; }
}
