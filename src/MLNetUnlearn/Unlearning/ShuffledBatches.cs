using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Unlearning;

/// <summary>Batches of row numbers, pass after pass, shuffled anew for every pass.</summary>
internal sealed class ShuffledBatches
{
    private readonly int[] _order;
    private readonly ulong _seed;
    private readonly ulong _stream;
    private ulong _pass;
    private int _next;

    public ShuffledBatches(int count, ulong seed, ulong stream)
    {
        _order = [.. Enumerable.Range(0, count)];
        _seed = seed;
        _stream = stream;
        _next = count;
    }

    /// <summary>How many passes have begun, and how many rows of the last one have been given; set it to go on from there.</summary>
    public (ulong Pass, int Next) Position
    {
        get => (_pass, _next);
        set
        {
            while (_pass < value.Pass) // each pass shuffles the order of the one before
                Shuffle();
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
            Shuffle();
        }
        var batch = _order.AsMemory(_next, Math.Min(size, _order.Length - _next));
        _next += batch.Length;
        return batch;
    }

    private void Shuffle() => new CounterRandom(_seed, (_stream << 40) | ++_pass).Shuffle(_order.AsSpan());
}
