using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Evaluation;

/// <summary>How often each item, from 0 to |V|, occurs in the sequences that remain, and how often it was taken out of them.</summary>
/// <param name="Remaining">Occurrences in the rows that remain, held-out items apart.</param>
/// <param name="Forgotten">Rows to forget that have it as their item.</param>
internal sealed record ForgottenOccurrences(int[] Remaining, int[] Forgotten)
{
    /// <summary>Reads a view whose columns were checked.</summary>
    public static ForgottenOccurrences Read(IDataView view, PartitionedEvaluationOptions options)
    {
        var sequence = view.Schema[options.SequenceColumnName];
        var size = checked((int)KeyColumns.KeyTypeOf(sequence).Count) + 1;
        var (remaining, forgotten) = (new int[size], new int[size]);
        using var cursor = view.GetRowCursor(OptionalColumn.Present(
            view.Schema, options.SequenceColumnName, options.ForgottenItemColumnName, options.ForgetColumnName));
        var items = new KeyVectorReader(cursor, sequence);
        var target = OptionalColumn.KeyGetter(cursor, options.ForgottenItemColumnName);
        var forget = OptionalColumn.Getter(cursor, options.ForgetColumnName, false);
        while (cursor.MoveNext())
        {
            var isForget = false;
            forget(ref isForget);
            if (isForget)
            {
                var item = 0u;
                target(ref item);
                forgotten[item]++;
                continue;
            }
            foreach (var item in items.ReadItems())
                remaining[item]++;
        }
        return new ForgottenOccurrences(remaining, forgotten);
    }

    /// <summary>Whether at least such a share of an item's occurrences was forgotten, and one at least.</summary>
    public bool IsLargelyForgotten(int item, double minimumShare) =>
        Forgotten[item] > 0 && Forgotten[item] >= minimumShare * (Forgotten[item] + Remaining[item]);
}
