using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>Five requests, each of three users, about a small log.</summary>
internal sealed class StreamSamples : IDisposable
{
    private readonly TransformerChain<ITransformer> _sequences;

    public StreamSamples()
    {
        var log = Context.Data.LoadFromEnumerable(Interactions);
        _sequences = Context.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(Context.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp"))
            .Append(Context.Transforms.SplitLeaveOneOut())
            .Fit(log);
        Split = _sequences.Transform(log);
        Original = PlantedRing.Fit(Context, Split, PlantedRing.Options with { Epochs = 3 });
        Requests = [.. Context.Unlearning().SampleForgetRequests(Split, userFraction: 0.25, maximumItemFraction: 0.5, seed: 2)
            .GroupBy(request => request.UserId).Chunk(3).Select(users => users.SelectMany(user => user).ToArray())];
    }

    public MLContext Context { get; } = new(seed: 1);

    public IReadOnlyList<Interaction> Interactions { get; } = PlantedRing.Interactions(users: 60).Interactions;

    public IDataView Split { get; }

    public SequentialRecommenderTransformer Original { get; }

    public IReadOnlyList<ForgetRequest[]> Requests { get; }

    public static SrugaOptions Sruga(int seed, IProgress<UnlearningReport>? progress = null) => new()
    {
        BatchSize = 8, LearningRate = 0.01, MaximumEpochs = 2, Stop = new NoStop(), Seed = seed, Progress = progress,
    };

    public UnlearningEstimator Method(SequentialRecommenderTransformer current, StreamRequest request) =>
        Context.Unlearning().Sruga(current, Sruga(request.Number, request.Progress));

    public StreamMetrics Run(StreamEvaluationOptions options) =>
        Context.Unlearning().EvaluateStream(Original, Split, Requests, Method, options);

    /// <summary>The sequences of the log without what some requests took out of it.</summary>
    public IDataView SplitWithout(IEnumerable<ForgetRequest> gone)
    {
        var pairs = gone.Select(request => (request.UserId, request.ItemId)).ToHashSet();
        return _sequences.Transform(Context.Data.LoadFromEnumerable(
            Interactions.Where(interaction => !pairs.Contains((interaction.UserId, interaction.ItemId))).ToArray()));
    }

    public IDataView Partitioned(IDataView split, IEnumerable<ForgetRequest> requests) =>
        Context.Transforms.PartitionForgetRemain(requests).Fit(split).Transform(split);

    public void Dispose() => Original.Dispose();
}
