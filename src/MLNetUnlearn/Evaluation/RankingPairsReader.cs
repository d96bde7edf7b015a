using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Evaluation;

/// <summary>Reads pairs of context and item from a data view of whole sequences, whose rows of one user are contiguous.</summary>
internal static class RankingPairsReader
{
    /// <param name="view">The sequences.</param>
    /// <param name="options">The columns.</param>
    /// <param name="forgetRows">Whether the rows to forget are wanted, or the others.</param>
    /// <param name="maximumLength">n; longer contexts are cut to their most recent items.</param>
    /// <param name="owner">Who asks, in messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">Item columns have different numbers of keys, or a key is out of range.</exception>
    public static RankingPairs Read(IDataView view, RankingEvaluationOptions options, bool forgetRows, int maximumLength, string owner)
    {
        var schema = view.Schema;
        Schema(options, owner).Added(schema);
        var sequence = schema[options.SequenceColumnName];
        var items = OptionalColumn.Present(schema, options.TargetColumnName, options.ContextItemColumnName);
        foreach (var column in items.Concat(KnownItems(schema, options)))
            KeyColumns.CheckSameVocabulary(owner, sequence, column);
        using var cursor = view.GetRowCursor(Columns(schema, options));
        var reader = new KeyVectorReader(cursor, sequence);
        var target = OptionalColumn.KeyGetter(cursor, options.TargetColumnName);
        var between = OptionalColumn.KeyGetter(cursor, options.ContextItemColumnName);
        var forget = OptionalColumn.Getter(cursor, options.ForgetColumnName, false);
        var known = KnownItems(schema, options).Select(column => OptionalColumn.KeyGetter(cursor, column.Name)).ToArray();
        var runs = UserRuns.Over(cursor, options.UserColumnName);
        var pairs = new RankingPairsBuilder(maximumLength);
        while (cursor.MoveNext())
        {
            if (runs.IsNewUser())
                pairs.EndUser();
            var (item, last, isForget) = (0u, 0u, false);
            target(ref item);
            between(ref last);
            forget(ref isForget);
            var before = reader.ReadItems();
            if (options.TargetColumnName is null && before.Length > 0)
            {
                (last, item) = (0, before[^1]);
                before = before[..^1];
            }
            pairs.Add(before, last, item, isForget == forgetRows);
            foreach (var getter in known)
            {
                var knownItem = 0u;
                getter(ref knownItem);
                pairs.AddKnown(knownItem);
            }
        }
        pairs.EndUser();
        return pairs.ToPairs(checked((int)KeyColumns.KeyTypeOf(sequence).Count));
    }

    private static StepSchema Schema(RankingEvaluationOptions options, string owner)
    {
        List<ColumnNeed> needs =
        [
            new(options.SequenceColumnName, ColumnRequirement.UnpaddedKeyVector),
            new(options.ForgetColumnName, ColumnRequirement.Boolean, options.ForgetColumnName == DefaultColumns.IsForget),
        ];
        if (options.TargetColumnName is { } target)
            needs.Insert(1, new(target, ColumnRequirement.ScalarKey));
        if (options.ContextItemColumnName is { } between)
            needs.Add(new(between, ColumnRequirement.ScalarKey, between == DefaultColumns.ValidationItem));
        if (options.UserColumnName is { } user)
            needs.Add(new(user, ColumnRequirement.User, user == DefaultColumns.User));
        return new StepSchema(owner, needs, _ => []);
    }

    private static IEnumerable<DataViewSchema.Column> KnownItems(DataViewSchema schema, RankingEvaluationOptions options) =>
        OptionalColumn.Present(schema, [.. options.KnownItemColumnNames])
            .Where(column => ColumnRequirement.ScalarKey.IsMetBy(ColumnShape.Of(column)));

    private static IEnumerable<DataViewSchema.Column> Columns(DataViewSchema schema, RankingEvaluationOptions options) =>
        OptionalColumn.Present(
            schema, options.SequenceColumnName, options.TargetColumnName, options.ContextItemColumnName, options.ForgetColumnName,
            options.UserColumnName).Concat(KnownItems(schema, options)).DistinctBy(column => column.Index);
}
