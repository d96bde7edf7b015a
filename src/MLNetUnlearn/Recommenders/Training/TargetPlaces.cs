using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>The M rows of a batch that have a target: where, which item, and whose.</summary>
internal sealed class TargetPlaces(int most) : IDisposable
{
    private readonly RentedLongs _rows = new(most);
    private readonly RentedLongs _items = new(most);
    private readonly RentedLongs _users = new(most);

    /// <summary>M.</summary>
    public int Count { get; private set; }

    public Memory<long> Rows => _rows.Memory[..Count];

    public Memory<long> Items => _items.Memory[..Count];

    public Memory<long> Users => _users.Memory[..Count];

    /// <summary>The most rows that windows may take up: their items, and one more place for each.</summary>
    public static int MostRows(WindowSet windows, ReadOnlySpan<int> batch)
    {
        var rows = batch.Length;
        foreach (var window in batch)
            rows += windows.Items(window).Length;
        return rows;
    }

    public void Add(int row, int item, int user)
    {
        (_rows.Span[Count], _items.Span[Count], _users.Span[Count]) = (row, item, user);
        Count++;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _items.Dispose();
        _users.Dispose();
    }
}
