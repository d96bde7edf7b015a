namespace MLNetUnlearn.Sequences;

/// <summary>Collects interactions in any order and sorts them by user (a counting sort) and, within a user, by time; both sorts are
/// stable.</summary>
/// <param name="hasTimes">Whether there are times to sort by.</param>
/// <param name="capacity">How many interactions to make room for; it grows beyond.</param>
internal sealed class SequenceTableBuilder(bool hasTimes, int capacity)
{
    private int[] _users = new int[capacity];
    private uint[] _items = new uint[capacity];
    private long[] _times = hasTimes ? new long[capacity] : [];
    private int _count;

    /// <summary>Adds one interaction.</summary>
    public void Add(int user, uint item, long time)
    {
        if (_count == _users.Length)
            Grow();
        _users[_count] = user;
        _items[_count] = item;
        if (hasTimes)
            _times[_count] = time;
        _count++;
    }

    /// <summary>Sorts what was added. The builder is used up.</summary>
    public SequenceTable Build(int userCount)
    {
        int[] offsets = Offsets(userCount);
        int[] next = offsets.AsSpan(0, userCount).ToArray();
        var items = new uint[_count];
        var times = new long[hasTimes ? _count : 0];
        for (int i = 0; i < _count; i++)
        {
            int place = next[_users[i]]++;
            items[place] = _items[i];
            if (hasTimes)
                times[place] = _times[i];
        }

        if (hasTimes)
        {
            var sorter = new TimeSorter();
            for (int user = 0; user < userCount; user++)
                sorter.Sort(times.AsSpan(offsets[user]..offsets[user + 1]), items.AsSpan(offsets[user]..offsets[user + 1]));
        }

        return new SequenceTable(offsets, items, times);
    }

    private int[] Offsets(int userCount)
    {
        var offsets = new int[userCount + 1];
        for (int i = 0; i < _count; i++)
            offsets[_users[i] + 1]++;
        for (int user = 0; user < userCount; user++)
            offsets[user + 1] += offsets[user];
        return offsets;
    }

    private void Grow()
    {
        int larger = (int)Math.Min(Array.MaxLength, Math.Max(1024, 2L * _count));
        if (larger == _count)
            throw new InvalidOperationException($"There are more than {_count} interactions; one sequence table cannot hold them.");
        Array.Resize(ref _users, larger);
        Array.Resize(ref _items, larger);
        if (hasTimes)
            Array.Resize(ref _times, larger);
    }
}
