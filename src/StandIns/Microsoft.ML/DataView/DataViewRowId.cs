using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>A 128-bit row identity, from which others can be derived that are unique with overwhelming probability.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    // The two multipliers of 128-bit Murmur3, whose block step is applied here to the identity as its state.
    private const ulong First = 0x87c37b91114253d5;
    private const ulong Second = 0x4cf5ad432745937f;

    /// <summary>The low 64 bits.</summary>
    public readonly ulong Low;

    /// <summary>The high 64 bits.</summary>
    public readonly ulong High;

    /// <summary>Makes an identity of its two halves.</summary>
    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>An identity unlike this one and unlike <see cref="Next"/>.</summary>
    public DataViewRowId Fork()
    {
        var next = Next();
        return new DataViewRowId(next.Low ^ Mangle(1, First, 31, Second), next.High);
    }

    /// <summary>The identity after this one: the way to walk through any number of them.</summary>
    public DataViewRowId Next() => Absorb(0, 0);

    /// <summary>An identity that depends on both and on their order.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        var fork = other.Fork();
        return Absorb(Mangle(fork.Low, First, 31, Second), Mangle(fork.High, Second, 33, First));
    }

    /// <inheritdoc/>
    public int CompareTo(DataViewRowId other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    /// <inheritdoc/>
    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DataViewRowId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <summary>32 hexadecimal digits, the high half first.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";

    private static ulong Mangle(ulong block, ulong before, int rotation, ulong after)
        => BitOperations.RotateLeft(block * before, rotation) * after;

    private DataViewRowId Absorb(ulong low, ulong high)
    {
        low = (BitOperations.RotateLeft(Low ^ low, 27) + High) * 5 + 0x52dce729;
        high = (BitOperations.RotateLeft(High ^ high, 31) + low) * 5 + 0x38495ab5;
        return new DataViewRowId(low, high);
    }
}
