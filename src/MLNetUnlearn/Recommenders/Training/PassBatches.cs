namespace MLNetUnlearn.Recommenders.Training;

/// <summary>Batches of row numbers, pass after pass, in an order of every pass's own.</summary>
internal sealed class PassBatches
{
    private readonly int[] _order;
    private readonly IPassOrder _passes;
    private ulong _pass;
    private int _next;

    public PassBatches(int count, IPassOrder passes)
    {
        _order = [.. Enumerable.Range(0, count)];
        _passes = passes;
        _next = count;
    }

    /// <summary>How many passes have begun, and how many rows of the last one have been given; set it to go on from there.</summary>
    public (ulong Pass, int Next) Position
    {
        get => (_pass, _next);
        set
        {
            while (_pass < value.Pass) // a pass may shuffle the order of the one before
                Begin();
            _next = value.Next;
        }
    }

    /// <summary>How many rows have been given, each as often as it was.</summary>
    public long Given => _pass == 0 ? 0 : ((long)(_pass - 1) * _order.Length) + _next;

    /// <summary>The next rows, at most <paramref name="size"/>; the last batch of a pass may be smaller. Good until the next pass.</summary>
    public ReadOnlyMemory<int> Next(int size)
    {
        if (_next == _order.Length)
        {
            _next = 0;
            Begin();
        }
        var batch = _order.AsMemory(_next, Math.Min(size, _order.Length - _next));
        _next += batch.Length;
        return batch;
    }

    private void Begin() => _passes.Begin(_order, ++_pass);
}
