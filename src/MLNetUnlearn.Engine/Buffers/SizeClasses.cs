using System.Numerics;

namespace MLNetUnlearn.Engine.Buffers;

/// <summary>Maps byte counts to the pool's size classes: four steps per power of two, so at most a quarter of a buffer is unused.</summary>
internal static class SizeClasses
{
    private const int UnitShift = 8;

    /// <summary>The number of classes; the largest holds every size an array can have.</summary>
    internal const int Count = 96;

    /// <summary>The smallest class that holds <paramref name="bytes"/>.</summary>
    internal static int Of(long bytes)
    {
        ulong units = Math.Max(1, ((ulong)bytes + (1UL << UnitShift) - 1) >> UnitShift);
        if (units <= 4) return (int)units - 1;
        int top = BitOperations.Log2(units - 1);
        int quarter = (int)((units - 1) >> (top - 2)) & 3;
        return 4 * (top - 1) + quarter;
    }

    /// <summary>The capacity in bytes of a class.</summary>
    internal static long Bytes(int sizeClass)
    {
        if (sizeClass < 4) return (sizeClass + 1L) << UnitShift;
        int top = sizeClass / 4 + 1;
        return (5L + sizeClass % 4) << (top - 2 + UnitShift);
    }
}
