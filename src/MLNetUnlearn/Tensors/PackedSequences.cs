namespace MLNetUnlearn.Tensors;

/// <summary>
/// A batch of B item sequences laid one behind another without padding: T rows in all.
/// </summary>
public sealed class PackedSequences : IDisposable
{
    private readonly int _maximumLength;
    private long[]? _offsetValues;

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
        Longest = Check(items.Length, offsets, maximumLength);
        (Items, Offsets, Positions, LastRows) = Tensors(items, offsets, maximumLength, device);
        (Count, Rows, _maximumLength) = (offsets.Length - 1, items.Length, maximumLength);
    }

    /// <summary>The same from memory that can be used for something else afterwards.</summary>
    internal PackedSequences(Memory<long> items, Memory<long> offsets, int maximumLength, Device device)
    {
        Longest = Check(items.Length, offsets.Span, maximumLength);
        (Items, Offsets, Positions, LastRows) = Tensors(items, offsets, maximumLength, device);
        (Count, Rows, _maximumLength) = (offsets.Length - 1, items.Length, maximumLength);
    }

    /// <summary>B, the number of sequences.</summary>
    public int Count { get; }

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

    /// <summary>The bounds on the CPU, for what has to pad.</summary>
    internal long[] OffsetValues => _offsetValues ??= Offsets.cpu().data<long>().ToArray();

    /// <summary>
    /// The same sequences with one more item behind each; the window length that positions count up to grows by one, too.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <returns>New sequences, on the same device; their tensors belong to the current dispose scope.</returns>
    public PackedSequences Append(long item)
    {
        using var from = new RentedLongs(Rows);
        using var items = new RentedLongs(Rows + Count);
        using var offsets = new RentedLongs(Count + 1);
        Items.cpu().data<long>().CopyTo(from.Span);
        Offsets.cpu().data<long>().CopyTo(offsets.Span);
        var start = 0;
        for (var b = 0; b < Count; b++)
        {
            var end = (int)offsets.Span[b + 1];
            from.Span[start..end].CopyTo(items.Span[(start + b)..]);
            items.Span[end + b] = item;
            offsets.Span[b + 1] = end + b + 1;
            start = end;
        }
        return new PackedSequences(items.Memory, offsets.Memory, _maximumLength + 1, Items.device);
    }

    /// <summary>Frees the tensors, which also belong to the dispose scope they were made in.</summary>
    public void Dispose()
    {
        Items.Dispose();
        Offsets.Dispose();
        Positions.Dispose();
        LastRows.Dispose();
    }

    /// <returns>The length of the longest sequence.</returns>
    private static int Check(int rows, ReadOnlySpan<long> offsets, int maximumLength)
    {
        if (offsets.Length < 2 || offsets[0] != 0 || offsets[^1] != rows)
            throw new ArgumentException($"Offsets must start at 0 and end at the number of items, {rows}.", nameof(offsets));
        var longest = 0;
        for (var b = 1; b < offsets.Length; b++)
        {
            var length = offsets[b] - offsets[b - 1];
            if (length < 1 || length > maximumLength)
                throw new ArgumentException($"Sequence {b - 1} has {length} items; allowed are 1 to {maximumLength}.", nameof(offsets));
            longest = Math.Max(longest, (int)length);
        }
        return longest;
    }

    private static (Tensor Items, Tensor Offsets, Tensor Positions, Tensor LastRows) Tensors(
        Memory<long> items, Memory<long> offsets, int maximumLength, Device? device)
    {
        using var positions = new RentedLongs(items.Length);
        using var lastRows = new RentedLongs(offsets.Length - 1);
        var bounds = offsets.Span;
        var places = positions.Span;
        var lasts = lastRows.Span;
        for (var b = 1; b < bounds.Length; b++)
        {
            for (var row = (int)bounds[b - 1]; row < bounds[b]; row++)
                places[row] = maximumLength - (bounds[b] - 1 - row);
            lasts[b - 1] = bounds[b] - 1;
        }
        return (
            torch.tensor(items, [items.Length], device: device),
            torch.tensor(offsets, [offsets.Length], device: device),
            torch.tensor(positions.Memory, [items.Length], device: device),
            torch.tensor(lastRows.Memory, [lasts.Length], device: device));
    }
}
