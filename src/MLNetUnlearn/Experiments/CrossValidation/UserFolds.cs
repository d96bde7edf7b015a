using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.CrossValidation;

/// <summary>Which fold each user is in.</summary>
internal sealed class UserFolds
{
    private const ulong Stream = 43UL << 40;

    private readonly Dictionary<string, int> _folds = new(StringComparer.Ordinal);
    private readonly int[] _counts;
    private readonly DataViewSchema.Column _user;
    private readonly IDataView _view;

    /// <summary>
    /// Deals out the users in the order of a seeded hash of their ids, so that folds are of one size within one user. Reads the view once.
    /// </summary>
    public UserFolds(IDataView view, string user, int folds, int seed)
    {
        (_view, _user, _counts) = (view, view.Schema[user], new int[folds]);
        var users = new HashSet<string>(StringComparer.Ordinal);
        using (var cursor = view.GetRowCursor([_user]))
        {
            var runs = UserRuns.Over(cursor, user);
            while (cursor.MoveNext())
            {
                runs.IsNewUser();
                users.Add(runs.Current!);
            }
        }
        foreach (var (place, id) in users.OrderBy(id => Draw(id, seed)).ThenBy(id => id, StringComparer.Ordinal).Index())
        {
            _folds.Add(id, place % folds);
            _counts[place % folds]++;
        }
    }

    /// <summary>How many users there are.</summary>
    public int Users => _folds.Count;

    /// <summary>How many users a fold has.</summary>
    public int Count(int fold) => _counts[fold];

    /// <summary>The rows of a fold's users.</summary>
    public IDataView HeldOut(int fold) => Rows(user => user == fold);

    /// <summary>The rows of all other users.</summary>
    public IDataView Others(int fold) => Rows(user => user != fold);

    private static ulong Draw(string id, int seed) =>
        new CounterRandom(unchecked((ulong)seed), Stream ^ StableHash.Of(id)).NextUInt64();

    private FlatMapDataView Rows(Func<int, bool> isWanted) => new(_view, new RowFilter([_user], row =>
    {
        var (getter, id) = (IdTexts.CreateGetter(row, _user), default(ReadOnlyMemory<char>));
        var folds = _folds.GetAlternateLookup<ReadOnlySpan<char>>();
        return () =>
        {
            getter(ref id);
            return isWanted(folds[id.Span]);
        };
    }));
}
