using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Data;

/// <summary>An interaction log as the benchmarks use it: users in order of appearance, items in order of time.</summary>
internal sealed class BenchmarkData
{
    // Users with fewer are trained on whole and not ranked, as in the public SASRec codes.
    private const int LeastToHoldOut = 4;

    private readonly MLContext _mlContext;
    private readonly List<List<Interaction>> _users;
    private readonly ValueToKeyMappingTransformer _keys;

    public BenchmarkData(MLContext mlContext, InteractionLog log)
    {
        _mlContext = mlContext;
        _users = [.. log.Interactions
            .GroupBy(interaction => interaction.UserId)
            .Select(user => user.OrderBy(interaction => interaction.Timestamp).ToList())];
        Items = log.Interactions.Select(interaction => interaction.ItemId).Distinct().Count();
        Interactions = log.Interactions.Count;
        // One coding of the items for every view, whichever interactions it holds.
        _keys = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", maximumNumberOfKeys: int.MaxValue).Fit(Load(_users));
    }

    public int Users => _users.Count;

    public int Items { get; }

    public int Interactions { get; }

    /// <summary>Windows of everything but the last two items of each user.</summary>
    public IDataView Training(int length, Windows windows)
    {
        var training = _users
            .Select(user => user.Count < LeastToHoldOut ? user : user[..^2])
            .Select(user => windows == Windows.Last ? user[Math.Max(0, user.Count - length - 1)..] : user);
        return Transformed(training, _mlContext.Transforms.PadAndSplitSequences("Sequence", length));
    }

    /// <summary>Users with their last item held out, to be ranked.</summary>
    public IDataView Ranking() =>
        Transformed(_users.Where(user => user.Count >= LeastToHoldOut), _mlContext.Transforms.SplitLeaveOneOut("Sequence"));

    private IDataView Transformed<T>(IEnumerable<List<Interaction>> users, IEstimator<T> last)
        where T : class, ITransformer
    {
        var keyed = _keys.Transform(Load(users));
        return _mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item").Append(last).Fit(keyed).Transform(keyed);
    }

    private IDataView Load(IEnumerable<List<Interaction>> users) =>
        _mlContext.Data.LoadFromEnumerable(users.SelectMany(user => user).ToList());
}
