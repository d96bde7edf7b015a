using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>
/// Requests of one user each, one after another: what earlier ones took out is gone from the log before the next one is met.
/// </summary>
internal sealed class RequestStream
{
    private const int Length = 10;

    private readonly MLContext _mlContext;
    private readonly IReadOnlyList<ForgetRequest>[] _requests;
    private readonly TransformerChain<ITransformer> _sequences;
    private readonly List<Interaction> _remaining;
    private readonly IDataView _whole;
    private int _next;

    public RequestStream(MLContext mlContext, InteractionLog log, int count, int seed)
    {
        _mlContext = mlContext;
        _remaining = [.. log.Interactions];
        var view = mlContext.Data.LoadFromEnumerable(log.Interactions);
        _sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", maximumNumberOfKeys: int.MaxValue)
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", log.HasTimestamps ? "Timestamp" : null))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
            .Fit(view);
        _whole = _sequences.Transform(view);
        var users = mlContext.Unlearning().SampleForgetRequests(_whole, userFraction: 1, maximumItemFraction: 0.5, seed)
            .GroupBy(request => request.UserId).Select(user => user.ToList()).ToArray();
        new Random(seed).Shuffle(users);
        _requests = users[..Math.Min(count, users.Length)];
    }

    public int Count => _requests.Length;

    /// <summary>The pairs of the requests so far.</summary>
    public IReadOnlyList<ForgetRequest> Forgotten => [.. _requests[.._next].SelectMany(request => request)];

    /// <summary>The whole log, with every pair forgotten so far.</summary>
    public IDataView SoFar => _next == 0 ? _whole : Partitioned(_whole, Forgotten);

    /// <summary>Trains on the windows of the whole log.</summary>
    public SequentialRecommenderTransformer Train(IEstimator<SequentialRecommenderTransformer> trainer) =>
        Windows().Append(trainer).Fit(_whole).LastTransformer;

    /// <summary>Meets the next request.</summary>
    public RecommenderTransformer Forget(IEstimator<RecommenderTransformer> method)
    {
        var request = _requests[_next++];
        var users = _sequences.Transform(_mlContext.Data.LoadFromEnumerable(_remaining));
        var unlearned = Windows().Append(method).Fit(Partitioned(users, request)).LastTransformer;
        var gone = request.Select(pair => (pair.UserId, pair.ItemId)).ToHashSet();
        _remaining.RemoveAll(interaction => gone.Contains((interaction.UserId, interaction.ItemId)));
        return unlearned;
    }

    private PadAndSplitSequencesEstimator Windows() => _mlContext.Transforms.PadAndSplitSequences("Sequence", Length);

    private IDataView Partitioned(IDataView users, IReadOnlyList<ForgetRequest> requests) =>
        _mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);
}
