namespace MLNetUnlearn.Tensors;

/// <summary>
/// A batch of B item sequences laid one behind another without padding: T rows in all.
/// </summary>
public sealed class PackedSequences : IDisposable
{
    /// <summary>Packs B sequences, each of 1 to <paramref name="maximumLength"/> items.</summary>
    /// <param name="items">The items of all sequences, 1-based keys, T values.</param>
    /// <param name="offsets">B+1 ascending bounds into <paramref name="items"/>; the first is 0, the last T.</param>
    /// <param name="maximumLength">n, the window length that positions count up to.</param>
    /// <param name="device">Where the tensors are to be, the device of the module that gets them; by default the CPU.</param>
    /// <exception cref="ArgumentException">The bounds do not ascend by 1 to n, or do not cover the items.</exception>
    public PackedSequences(long[] items, long[] offsets, int maximumLength, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(offsets);
        if (offsets.Length < 2 || offsets[0] != 0 || offsets[^1] != items.Length)
            throw new ArgumentException($"Offsets must start at 0 and end at the number of items, {items.Length}.", nameof(offsets));
        OffsetValues = offsets;
        for (var b = 1; b < offsets.Length; b++)
        {
            var length = offsets[b] - offsets[b - 1];
            if (length < 1 || length > maximumLength)
                throw new ArgumentException($"Sequence {b - 1} has {length} items; allowed are 1 to {maximumLength}.", nameof(offsets));
            Longest = Math.Max(Longest, (int)length);
        }
        Rows = items.Length;
        Items = torch.tensor(items, device: device);
        Offsets = torch.tensor(offsets, device: device);
        Positions = torch.tensor(PositionValues(offsets, maximumLength), device: device);
        LastRows = torch.tensor(Array.ConvertAll(offsets[1..], bound => bound - 1), device: device);
    }

    /// <summary>B, the number of sequences.</summary>
    public int Count => OffsetValues.Length - 1;

    /// <summary>T, the number of items of all sequences.</summary>
    public int Rows { get; }

    /// <summary>The length of the longest sequence.</summary>
    public int Longest { get; }

    /// <summary>The items, T, int64.</summary>
    public Tensor Items { get; }

    /// <summary>The bounds of the sequences, B+1, int64.</summary>
    public Tensor Offsets { get; }

    /// <summary>
    /// The place of each item in its window, T, int64: the most recent item of every sequence is at n, the one before at n−1, and so on,
    /// as in a window that is padded in front.
    /// </summary>
    public Tensor Positions { get; }

    /// <summary>The row of the most recent item of each sequence, B, int64.</summary>
    public Tensor LastRows { get; }

    internal long[] OffsetValues { get; }

    /// <summary>Frees the tensors, which also belong to the dispose scope they were made in.</summary>
    public void Dispose()
    {
        Items.Dispose();
        Offsets.Dispose();
        Positions.Dispose();
        LastRows.Dispose();
    }

    private static long[] PositionValues(long[] offsets, int maximumLength)
    {
        var positions = new long[offsets[^1]];
        for (var b = 1; b < offsets.Length; b++)
        {
            for (var row = offsets[b - 1]; row < offsets[b]; row++)
                positions[row] = maximumLength - (offsets[b] - 1 - row);
        }
        return positions;
    }
}
