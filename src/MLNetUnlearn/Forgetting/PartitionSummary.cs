using Microsoft.ML;

namespace MLNetUnlearn.Forgetting;

/// <summary>What a partition does to one data set.</summary>
internal sealed record PartitionSummary(
    int UsersTouched, int ForgottenOccurrences, int ForgetRows, int EmptiedHeldOutItems, IReadOnlyList<UnmatchedForgetRequest> Unmatched)
{
    /// <summary>Reads the data once.</summary>
    public static PartitionSummary Of(IDataView input, PartitionColumns columns, RequestList requests)
    {
        if (requests.All.Count == 0)
            return new PartitionSummary(0, 0, 0, 0, []);
        var bound = new BoundRequests(requests, columns.Sequence);
        var matches = new RequestMatches(bound);
        var partition = new UserPartition();
        int users = 0, occurrences = 0, rows = 0, emptied = 0;
        using DataViewRowCursor cursor = input.GetRowCursor(columns.Read);
        var row = new UserRow(cursor, columns);
        while (cursor.MoveNext())
        {
            row.Read();
            if (!bound.TryGet(row.User, out ReadOnlySpan<RequestedItem> requested))
                continue;
            matches.NoteUser(row.User);
            partition.Compute(row, requested, matches);
            users += partition.ForgottenCount + partition.EmptiedCount > 0 ? 1 : 0;
            occurrences += partition.ForgottenCount;
            rows += partition.ForgetRows.Count;
            emptied += partition.EmptiedCount;
        }

        return new PartitionSummary(users, occurrences, rows, emptied, matches.Unmatched());
    }
}
