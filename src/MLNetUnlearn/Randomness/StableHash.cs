namespace MLNetUnlearn.Randomness;

/// <summary>Hashes of 64 bits that are the same in every process and on every platform: FNV-1a over 16 or 32 bits at a time.</summary>
internal static class StableHash
{
    private const ulong Basis = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Basis;
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        return hash;
    }

    /// <summary>The hash of numbers in their order.</summary>
    public static ulong Of(ReadOnlySpan<uint> values)
    {
        var hash = Basis;
        foreach (var value in values)
            hash = (hash ^ value) * Prime;
        return hash;
    }
}
