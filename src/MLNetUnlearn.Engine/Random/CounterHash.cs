namespace MLNetUnlearn.Engine;

/// <summary>
/// Random bits without a generator: a strong mix of a seed and an index. Whoever knows both gets the same bits, in any order, on any
/// thread. Not part of TorchSharp. This file depends on nothing, so that other projects may compile it in.
/// </summary>
#if TORCHSHARP
internal // compiled into the library, whose public API is the same on either tensor library
#else
public
#endif
static class CounterHash
{
    /// <summary>32 well-mixed bits.</summary>
    /// <param name="seed">Any value; different seeds give unrelated streams.</param>
    /// <param name="index">The position in the stream.</param>
    public static uint Bits(long seed, uint index)
    {
        (uint seed0, uint seed1) = Expand(seed);
        return Mix(index ^ seed0, seed1);
    }

    /// <summary>
    /// The number of hash values that drop: an element of a dropout with probability <paramref name="p"/> is kept if and only if its bits
    /// are at least this, floor(p * 2^32).
    /// </summary>
    /// <param name="p">The probability of dropping, in [0, 1).</param>
    public static uint Threshold(double p) => (uint)(p * 4294967296.0);

    /// <summary>Spreads a seed over two words (the finaliser of SplitMix64), so that near seeds have nothing in common.</summary>
    /// <param name="seed">Any value.</param>
    public static (uint Seed0, uint Seed1) Expand(long seed)
    {
        unchecked
        {
            ulong x = (ulong)seed + 0x9E3779B97F4A7C15UL;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            x ^= x >> 31;
            return ((uint)x, (uint)(x >> 32));
        }
    }

    // A 32-bit permutation with near-ideal avalanche; the constants are those of the 'lowbias32' search. The second word of the seed goes
    // in between its two rounds, so that two seeds do not merely give the same values in another order.
    private static uint Mix(uint x, uint seed1)
    {
        unchecked
        {
            x = (x ^ (x >> 16)) * 0x7FEB352Du;
            x = ((x ^ (x >> 15)) + seed1) * 0x846CA68Bu;
            return x ^ (x >> 16);
        }
    }
}
