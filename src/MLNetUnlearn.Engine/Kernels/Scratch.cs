using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Work space of one thread: grows as needed and stays. Each slot has one user at a time, so nothing is handed back.</summary>
internal static class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static Memory<float>[]? _slots;

    /// <summary>Who uses a piece of work space.</summary>
    internal enum Slot
    {
        Sums,
        ChunkSums,
        PanelA,
        PanelB,
        Tile,
        Scores,
        ScoreGradients,
        RecurrentWeights,
        State,
        StepProducts,
        ScreenQueries,
        ScreenItems,
        ScreenCandidates,
        Count,
    }

    /// <summary>At least this many floats, with arbitrary values, aligned to 64 bytes and pinned.</summary>
    internal static Span<float> Floats(Slot slot, int count)
    {
        Memory<float>[] slots = _slots ??= new Memory<float>[(int)Slot.Count];
        if (slots[(int)slot].Length < count) slots[(int)slot] = Allocate(count);
        return slots[(int)slot].Span[..count];
    }

    private static Memory<float> Allocate(int count)
    {
        int padding = Alignment / sizeof(float);
        int size = (int)Math.Min(Array.MaxLength, BitOperations.RoundUpToPowerOf2((uint)count + (uint)(2 * padding)));
        float[] buffer = GC.AllocateUninitializedArray<float>(size, pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0);
        return buffer.AsMemory((int)((-address & (Alignment - 1)) / sizeof(float)), size - padding);
    }
}
