using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>The bounds of the sequences in packed rows.</summary>
internal static class PackedOffsets
{
    /// <summary>Checks that the bounds ascend from 0 to the number of rows.</summary>
    /// <returns>The length of the longest sequence.</returns>
    internal static int Check(TensorImpl offsets, int rows)
    {
        if (offsets.DType != ScalarType.Int64 || offsets.Rank != 1 || offsets.Count == 0)
            throw new ArgumentException($"Offsets must be a list of int64, not {offsets.DType} of shape {Shapes.Text(offsets.Shape)}.");
        TensorImpl dense = Layout.AsContiguous(offsets);
        try
        {
            return Longest(dense.Longs, rows);
        }
        finally
        {
            dense.Release();
        }
    }

    /// <summary>The numbers of the sequences, longest first; equally long ones stay in order.</summary>
    internal static TensorImpl LongestFirst(ReadOnlySpan<long> bounds, int longest)
    {
        TensorImpl order = TensorImpl.Create(ScalarType.Int64, [bounds.Length - 1]);
        // places[k]: how many sequences are at least k long, then where the next one of length k goes.
        TensorImpl counts = TensorImpl.Zeros(ScalarType.Int64, [longest + 2]);
        Span<long> places = counts.Longs, sorted = order.Longs;
        for (int i = 1; i < bounds.Length; i++) places[(int)(bounds[i] - bounds[i - 1])]++;
        for (int length = longest; length >= 0; length--) places[length] += places[length + 1];
        for (int i = 1; i < bounds.Length; i++)
        {
            // Those that are longer, and those as long that were placed already, come before.
            int length = (int)(bounds[i] - bounds[i - 1]);
            sorted[(int)places[length + 1]++] = i - 1;
        }
        counts.Release();
        return order;
    }

    private static int Longest(ReadOnlySpan<long> bounds, int rows)
    {
        long longest = 0;
        if (bounds[0] != 0 || bounds[^1] != rows)
            throw new ArgumentException($"Offsets must run from 0 to the number of rows {rows}, not from {bounds[0]} to {bounds[^1]}.");
        for (int i = 1; i < bounds.Length; i++)
        {
            if (bounds[i] < bounds[i - 1]) throw new ArgumentException($"Offsets must not fall, but {bounds[i]} follows {bounds[i - 1]}.");
            longest = Math.Max(longest, bounds[i] - bounds[i - 1]);
        }
        return (int)longest;
    }
}
