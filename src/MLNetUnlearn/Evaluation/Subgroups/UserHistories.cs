using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Evaluation.Subgroups;

/// <summary>What each user had, keeps and forgets, the users numbered as <see cref="RankingPairsReader"/> does.</summary>
internal sealed class UserHistories
{
    private readonly List<int> _activity = [0];
    private readonly List<bool> _forgets = [false];
    private readonly List<bool> _shares = [false];
    private readonly int[] _occurrences;

    private UserHistories(int[] occurrences) => _occurrences = occurrences;

    /// <summary>Reads a view whose columns were checked.</summary>
    public static UserHistories Read(IDataView view, PartitionedEvaluationOptions options)
    {
        var counts = ForgottenOccurrences.Read(view, options);
        var histories = new UserHistories(counts.Remaining);
        using var cursor = view.GetRowCursor(OptionalColumn.Present(
            view.Schema, options.SequenceColumnName, options.ForgetColumnName, options.UserColumnName));
        var items = new KeyVectorReader(cursor, view.Schema[options.SequenceColumnName]);
        var forget = OptionalColumn.Getter(cursor, options.ForgetColumnName, false);
        var runs = UserRuns.Over(cursor, options.UserColumnName);
        while (cursor.MoveNext())
        {
            if (runs.IsNewUser())
                histories.BeginUser();
            var isForget = false;
            forget(ref isForget);
            histories.Add(isForget, items.ReadItems(), counts.Forgotten);
        }
        return histories;
    }

    public PairKinds Of(RankingPairs pairs, int pair)
    {
        var user = pairs.Contexts.User(pair);
        return new PairKinds(_activity[user], _occurrences[pairs.Contexts.LastTarget(pair)], _forgets[user], _shares[user]);
    }

    private void BeginUser()
    {
        _activity.Add(0);
        _forgets.Add(false);
        _shares.Add(false);
    }

    private void Add(bool isForget, ReadOnlySpan<uint> items, int[] forgotten)
    {
        if (isForget)
        {
            _activity[^1]++;
            _forgets[^1] = true;
            return;
        }
        _activity[^1] += items.Length;
        foreach (var item in items)
            _shares[^1] |= forgotten[item] > 0;
    }
}
