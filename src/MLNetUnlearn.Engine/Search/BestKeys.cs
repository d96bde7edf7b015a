namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// The best items so far as a heap of keys with the worst on top. A key holds the score and the item in such a way that a better item has
/// a greater key: first by score, then the lower item. Key 0 is a place that is not taken yet.
/// </summary>
internal static class BestKeys
{
    private const uint Sign = 0x80000000;

    /// <summary>Puts an item that is better than the worst in its place.</summary>
    /// <returns>The score that the next one has to exceed.</returns>
    internal static float Insert(Span<ulong> heap, float score, int item)
    {
        ulong key = Of(score, item);
        int at = 0;
        for (int child = 1; child < heap.Length; child = 2 * at + 1)
        {
            if (child + 1 < heap.Length && heap[child + 1] < heap[child]) child++;
            if (key <= heap[child]) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
        return heap[0] == 0 ? float.NegativeInfinity : Score(heap[0]);
    }

    /// <summary>Takes the heap apart: scores and items, best first, NaN and -1 in places that were not taken.</summary>
    /// <param name="keys">The heap.</param>
    /// <param name="scores">Out: the scores.</param>
    /// <param name="items">Out: the items; may be the memory of the keys.</param>
    internal static void Write(Span<ulong> keys, Span<float> scores, Span<long> items)
    {
        keys.Sort();
        keys.Reverse();
        for (int i = 0; i < keys.Length; i++)
        {
            ulong key = keys[i];
            scores[i] = key == 0 ? float.NaN : Score(key);
            items[i] = key == 0 ? -1 : ~(uint)key;
        }
    }

    // Sign and magnitude become an unsigned number in the same order; -0 becomes 0.
    private static ulong Of(float score, int item)
    {
        uint bits = BitConverter.SingleToUInt32Bits(score + 0f);
        uint ordered = (bits & Sign) == 0 ? bits | Sign : ~bits;
        return (ulong)ordered << 32 | ~(uint)item;
    }

    private static float Score(ulong key)
    {
        uint ordered = (uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((ordered & Sign) != 0 ? ordered ^ Sign : ~ordered);
    }
}
