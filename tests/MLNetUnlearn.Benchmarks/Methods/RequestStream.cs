using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>A log, and requests of one user each that come one after another.</summary>
internal sealed class RequestStream
{
    private const int Length = 10;

    private readonly MLContext _mlContext;

    public RequestStream(MLContext mlContext, InteractionLog log, int count, int seed)
    {
        _mlContext = mlContext;
        var view = mlContext.Data.LoadFromEnumerable(log.Interactions);
        var sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", maximumNumberOfKeys: int.MaxValue)
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", log.HasTimestamps ? "Timestamp" : null))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"));
        Users = mlContext.Data.Cache(sequences.Fit(view).Transform(view));
        var users = mlContext.Unlearning().SampleForgetRequests(Users, userFraction: 1, maximumItemFraction: 0.5, seed)
            .GroupBy(request => request.UserId).Select(user => user.ToArray()).ToArray();
        new Random(seed).Shuffle(users);
        Requests = users[..Math.Min(count, users.Length)];
    }

    /// <summary>Whole sequences, two items held out.</summary>
    public IDataView Users { get; }

    public IReadOnlyList<IReadOnlyList<ForgetRequest>> Requests { get; }

    /// <summary>Trains on the windows of the whole log.</summary>
    public SequentialRecommenderTransformer Train(IEstimator<SequentialRecommenderTransformer> trainer) =>
        _mlContext.Transforms.PadAndSplitSequences("Sequence", Length).Append(trainer).Fit(Users).LastTransformer;
}
