using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>What decides a stream's models, as a hash.</summary>
internal static class StreamData
{
    /// <summary>
    /// Whether the attack has somebody to compare with: a user who asks for nothing and has a new test item with an item before it. Reads
    /// the view once.
    /// </summary>
    public static bool HasOthers(IDataView sequences, StreamPlan plan)
    {
        using var cursor = sequences.GetRowCursor(plan.Columns.Read);
        var row = new UserRow(cursor, plan.Columns);
        var asks = plan.All.OfUser.Keys.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        while (cursor.MoveNext())
        {
            row.Read();
            if (row.Test != 0 && row.Test != row.Validation && (row.Validation != 0 || row.Length > 0)
                && !row.Items.Contains(row.Test) && !asks.Contains(row.User))
                return true;
        }
        return false;
    }

    /// <summary>Reads the view once.</summary>
    /// <param name="original">The model at the stream's beginning.</param>
    /// <param name="sequences">The data.</param>
    /// <param name="plan">Requests and checkpoints.</param>
    /// <param name="seed">The options' seed.</param>
    /// <param name="estimators">What meets the first request, and what trains the reference of the first checkpoint.</param>
    public static string Fingerprint(
        RecommenderTransformer original, IDataView sequences, StreamPlan plan, int seed, params object[] estimators)
    {
        using var hash = new RunFingerprint();
        using (torch.NewDisposeScope())
            hash.Add(original.Options).Add(original.MaximumLength).Add(original.State()).Add(seed);
        foreach (var estimator in estimators)
        {
            hash.Add(estimator.GetType().FullName!);
            if (estimator is not UnlearningEstimator { Options: var options })
                continue;
            options.AddTo(hash);
            hash.Add(options.Seed is { } own ? own : long.MinValue);
        }
        hash.Add(append => append([.. plan.Checkpoints]));
        foreach (var request in plan.Requests)
        {
            hash.Add(request.Length);
            foreach (var pair in request)
                hash.Add(pair.Text);
        }
        foreach (var text in KeyTexts.Of(plan.Columns.Sequence).Values ?? [])
            hash.Add(text);
        using var cursor = sequences.GetRowCursor(plan.Columns.Read);
        var row = new UserRow(cursor, plan.Columns);
        while (cursor.MoveNext())
        {
            row.Read();
            hash.Add(row.User.ToString()).Add(append =>
            {
                append([row.Length, row.TimeCount, (int)row.Validation, (int)row.Test]);
                append(MemoryMarshal.Cast<uint, int>(row.Items));
                append(MemoryMarshal.Cast<long, int>(row.Times));
            });
        }
        return hash.Result();
    }
}
