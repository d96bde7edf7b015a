namespace MLNetUnlearn.Sequences;

/// <summary>Sorts one user's items by time; equal times keep their order. Logs are mostly in order already, which costs one look.</summary>
internal sealed class TimeSorter
{
    private (long Time, int Place)[] _keys = [];
    private uint[] _items = [];

    /// <summary>Sorts both spans by <paramref name="times"/>.</summary>
    public void Sort(Span<long> times, Span<uint> items)
    {
        if (IsSorted(times))
            return;
        if (_keys.Length < times.Length)
        {
            _keys = new (long, int)[Math.Max(times.Length, 2 * _keys.Length)];
            _items = new uint[_keys.Length];
        }

        for (int i = 0; i < times.Length; i++)
            _keys[i] = (times[i], i);
        // The place as second key makes the sort stable.
        _keys.AsSpan(0, times.Length).Sort(static (a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : a.Place.CompareTo(b.Place));
        items.CopyTo(_items);
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = _keys[i].Time;
            items[i] = _items[_keys[i].Place];
        }
    }

    private static bool IsSorted(ReadOnlySpan<long> times)
    {
        for (int i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
                return false;
        }

        return true;
    }
}
