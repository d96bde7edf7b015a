using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>The rows to forget of whole sequences after PartitionForgetRemain.</summary>
internal static class ForgetRows
{
    /// <summary>The rows that remain.</summary>
    public static IDataView Without(IDataView partitioned, string forgetColumn)
    {
        var forget = partitioned.Schema[forgetColumn];
        return new FlatMapDataView(partitioned, new RowFilter([forget], row =>
        {
            var getter = row.GetGetter<bool>(forget);
            return () =>
            {
                var isForget = false;
                getter(ref isForget);
                return !isForget;
            };
        }));
    }

    /// <summary>The rows that remain, and the rows to forget of some pairs.</summary>
    public static IDataView Only(IDataView partitioned, ForgetRowColumns columns, Func<(string User, uint Item), bool> isKept) =>
        new FlatMapDataView(partitioned, new RowFilter(columns.Read, row =>
        {
            var pairs = new ForgetRowReader(row, columns);
            return () => pairs.Read() is not { } pair || isKept(pair);
        }));

    /// <summary>The different pairs to forget, in their order; rows to forget without an item are none.</summary>
    public static List<(string User, uint Item)> PairsOf(IDataView partitioned, ForgetRowColumns columns)
    {
        var (pairs, known) = (new List<(string User, uint Item)>(), new HashSet<(string User, uint Item)>());
        using var cursor = partitioned.GetRowCursor(columns.Read);
        var reader = new ForgetRowReader(cursor, columns);
        while (cursor.MoveNext())
        {
            if (reader.Read() is { Item: not 0 } pair && known.Add(pair))
                pairs.Add(pair);
        }
        return pairs;
    }
}
