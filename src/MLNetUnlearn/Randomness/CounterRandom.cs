namespace MLNetUnlearn.Randomness;

/// <summary>
/// A seeded random generator whose n-th value is a function of (seed, stream, n) alone: streams never overlap, a position can be stored
/// and set again to resume, and all values are the same on every platform. It is Philox2x64-10 (J. Salmon, M. Moraes, R. Dror,
/// D. Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011) with the seed as key and (block, stream) as counter.
/// </summary>
/// <param name="seed">Which experiment.</param>
/// <param name="stream">Which of its independent sequences, for example one per user.</param>
internal sealed class CounterRandom(ulong seed, ulong stream)
{
    private const ulong Multiplier = 0xD2B74407B1CE6E93;
    private const ulong Weyl = 0x9E3779B97F4A7C15;
    private const int Rounds = 10;

    private ulong _position;
    private ulong _second; // the other half of the last block, when the position is odd

    /// <summary>How many 64-bit values have been drawn; set it to jump there.</summary>
    public ulong Position
    {
        get => _position;
        set
        {
            _position = value;
            if (value % 2 == 1)
                (_, _second) = Block(value / 2);
        }
    }

    /// <summary>The next 64 random bits. Advances the position by 1.</summary>
    public ulong NextUInt64()
    {
        ulong position = _position++;
        if (position % 2 == 1)
            return _second;
        (ulong first, _second) = Block(position / 2);
        return first;
    }

    /// <summary>An integer from 0 to <paramref name="bound"/> − 1; its bias is below bound / 2^64. Advances the position by 1.</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>A number in [0, 1) with 53 random bits. Advances the position by 1.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box-Muller, the cosine half). Advances the position by 2.</summary>
    public double NextGaussian()
    {
        double radius = Math.Sqrt(-2 * StableMath.Log(1 - NextDouble())); // 1 − u is in (0, 1]
        return radius * StableMath.CosOfTurn(NextDouble());
    }

    /// <summary>Puts the elements into a random order, all orders equally likely. Advances the position by their number − 1.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private (ulong First, ulong Second) Block(ulong index)
    {
        ulong left = index, right = stream, key = seed;
        for (int round = 0; round < Rounds; round++)
        {
            ulong high = Math.BigMul(Multiplier, left, out ulong low);
            left = high ^ key ^ right;
            right = low;
            key += Weyl;
        }

        return (left, right);
    }
}
