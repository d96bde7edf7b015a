namespace MLNetUnlearn.Forgetting;

/// <summary>
/// The partition of one user's row. The kept items are one array; the remaining row is all of it, and every forget row is a prefix of it.
/// </summary>
internal sealed class UserPartition
{
    private readonly List<(uint Target, int Prefix)> _forgetRows = [];
    private uint[] _kept = [];
    private long[] _keptTimes = [];

    /// <summary>The number of items that remain in the sequence.</summary>
    public int KeptCount { get; private set; }

    /// <summary>The number of times that remain: those of the kept items, then those of the kept held-out items.</summary>
    public int KeptTimeCount { get; private set; }

    /// <summary>The held-out items that remain, 0 if none.</summary>
    public uint Validation { get; private set; }

    /// <inheritdoc cref="Validation"/>
    public uint Test { get; private set; }

    /// <summary>The number of occurrences in the sequence that are forgotten.</summary>
    public int ForgottenCount { get; private set; }

    /// <summary>The number of held-out cells that are emptied.</summary>
    public int EmptiedCount { get; private set; }

    /// <summary>Whether anything of the user remains.</summary>
    public bool HasRemainingRow => KeptCount > 0 || Validation != 0 || Test != 0;

    /// <summary>The forgotten occurrences that have a context: the item, and how many kept items come before it.</summary>
    public IReadOnlyList<(uint Target, int Prefix)> ForgetRows => _forgetRows;

    public ReadOnlySpan<uint> Kept(int count) => _kept.AsSpan(0, count);

    public ReadOnlySpan<long> KeptTimes(int count) => _keptTimes.AsSpan(0, count);

    /// <summary>Partitions a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="requests">The user's requests, sorted by item.</param>
    /// <param name="matches">Notes which requests match, or null.</param>
    public void Compute(UserRow row, ReadOnlySpan<RequestedItem> requests, RequestMatches? matches)
    {
        if (_kept.Length < row.Length)
            _kept = new uint[Math.Max(row.Length, 2 * _kept.Length)];
        if (_keptTimes.Length < row.TimeCount)
            _keptTimes = new long[Math.Max(row.TimeCount, 2 * _keptTimes.Length)];
        _forgetRows.Clear();
        KeptCount = 0;
        for (int i = 0; i < row.Length; i++)
        {
            uint item = row.Items[i];
            if (IsRequested(requests, item, row.HasTimes ? row.Times[i] : null, matches))
            {
                if (KeptCount > 0)
                    _forgetRows.Add((item, KeptCount));
                continue;
            }

            if (row.HasTimes)
                _keptTimes[KeptCount] = row.Times[i];
            _kept[KeptCount++] = item;
        }

        ForgottenCount = row.Length - KeptCount;
        KeptTimeCount = row.HasTimes ? KeptCount : 0;
        Validation = KeepHeldOut(row.Validation, row.ValidationTime, requests, matches);
        Test = KeepHeldOut(row.Test, row.TestTime, requests, matches);
        EmptiedCount = (Validation != row.Validation ? 1 : 0) + (Test != row.Test ? 1 : 0);
    }

    private uint KeepHeldOut(uint item, long? time, ReadOnlySpan<RequestedItem> requests, RequestMatches? matches)
    {
        if (item == 0 || IsRequested(requests, item, time, matches))
            return 0;
        if (time is not null)
            _keptTimes[KeptTimeCount++] = time.Value;
        return item;
    }

    private static bool IsRequested(ReadOnlySpan<RequestedItem> requests, uint item, long? time, RequestMatches? matches)
    {
        bool isRequested = false;
        for (int i = FirstOf(requests, item); i < requests.Length && requests[i].Item == item; i++)
        {
            bool hits = requests[i].Timestamp is null || requests[i].Timestamp == time;
            matches?.Note(requests[i].Index, hits);
            isRequested |= hits;
        }

        return isRequested;
    }

    private static int FirstOf(ReadOnlySpan<RequestedItem> requests, uint item)
    {
        int low = 0;
        for (int high = requests.Length; low < high;)
        {
            int middle = (low + high) / 2;
            if (requests[middle].Item < item)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
