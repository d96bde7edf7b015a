using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>A log, a model and a request to forget, prepared as examples/QuickStart does; all decided by the seed.</summary>
internal sealed partial class ForgettingTask
{
    private const int Length = 10;

    private readonly int _epochs;
    private int? _steps;
    private int? _shardsTrained;

    public ForgettingTask(InteractionLog log, string model, int seed, ForgetSize size, int epochs)
    {
        (Model, Seed, Size, _epochs) = (model, seed, size, epochs);
        MLContext = new MLContext(seed);
        MLContext.Log += (_, message) => Note(message.RawMessage);
        var view = MLContext.Data.LoadFromEnumerable(log.Interactions);
        var sequences = MLContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", maximumNumberOfKeys: int.MaxValue)
            .Append(MLContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", log.HasTimestamps ? "Timestamp" : null))
            .Append(MLContext.Transforms.SplitLeaveOneOut("Sequence"));
        Users = MLContext.Data.Cache(sequences.Fit(view).Transform(view));
        Requests = MLContext.Unlearning().SampleForgetRequests(Users, UserFraction(size), maximumItemFraction: 0.5, seed);
        Partitioned = MLContext.Transforms.PartitionForgetRemain(Requests).Fit(Users).Transform(Users);
        Windows = MLContext.Transforms.PadAndSplitSequences("Sequence", Length);
    }

    public MLContext MLContext { get; }

    public string Model { get; }

    public int Seed { get; }

    public ForgetSize Size { get; }

    /// <summary>What is to be forgotten.</summary>
    public IReadOnlyList<ForgetRequest> Requests { get; }

    /// <summary>The number of pairs to forget.</summary>
    public int Pairs => Requests.Count;

    /// <summary>Whole sequences, two items held out; kept in memory, for training and retraining as for forgetting.</summary>
    public IDataView Users { get; }

    /// <summary>The same after PartitionForgetRemain.</summary>
    public IDataView Partitioned { get; }

    private PadAndSplitSequencesEstimator Windows { get; }

    public SequentialRecommenderTransformer Train() => Windows
        .Append(MLContext.SequentialRecommendation().Trainers.Custom(BenchmarkModels.Network(Model) with { Epochs = _epochs, Seed = Seed }))
        .Fit(Users).LastTransformer;

    public SequentialRecommenderTransformer Retrain(SequentialRecommenderTransformer original, int seed) =>
        Windows.Append(MLContext.Unlearning().Retrain(original, new RetrainOptions { Seed = seed })).Fit(Partitioned).LastTransformer;

    /// <summary>A model of shards of the task's network.</summary>
    /// <param name="options">Everything but the network.</param>
    /// <param name="epochsFactor">How many times the task's epochs a shard is trained for.</param>
    public SequentialRecommenderTransformer TrainShards(SisaOptions options, int epochsFactor)
    {
        var network = BenchmarkModels.Network(Model) with { Epochs = epochsFactor * _epochs };
        return Windows
            .Append(MLContext.SequentialRecommendation().Trainers.Sisa(options with { Recommender = network, Seed = Seed }))
            .Fit(Users).LastTransformer;
    }

    /// <summary>Stores the Fisher diagonal of a model on everything.</summary>
    public void SaveFisher(SequentialRecommenderTransformer original, string path) => MLContext.Unlearning().SaveFisher(
        original, Windows.Fit(Users).Transform(Users), path, new FisherOptions { Seed = Seed });

    /// <summary>.NET compiles what is hot while it runs first; a retrained model takes long enough not to notice.</summary>
    public void WarmUp(SequentialRecommenderTransformer original)
    {
        var options = new SrugaOptions { Stop = new PatienceStop { CheckEveryEpochs = 1 }, MaximumEpochs = 4 };
        using var model = (IDisposable)Forget(MLContext.Unlearning().Sruga(original, options)).Model;
    }

    /// <summary>Forgets, from reading the view on.</summary>
    public Forgotten Forget(IEstimator<RecommenderTransformer> method)
    {
        (_steps, _shardsTrained) = (null, null);
        var model = Windows.Append(method).Fit(Partitioned).LastTransformer;
        return new Forgotten(model, _steps, _shardsTrained);
    }

    /// <summary>On games 10 % of the users have about 6,700 pairs to forget; the thesis forgot 378.</summary>
    private static double UserFraction(ForgetSize size) => size == ForgetSize.Tenth ? 0.1 : 0.0055;

    private void Note(string message)
    {
        if (message.Contains("Hit@10 on", StringComparison.Ordinal)
            || (message.Contains("epoch ", StringComparison.Ordinal) && !message.Contains("step ", StringComparison.Ordinal)))
            Console.Error.WriteLine(message);
        _steps = Told(StepsTold(), message) ?? _steps;
        _shardsTrained = Told(ShardsTold(), message) ?? _shardsTrained;
    }

    private static int? Told(Regex pattern, string message)
    {
        if (pattern.Match(message) is not { Success: true } told)
            return null;
        Console.Error.WriteLine(message);
        return int.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@": (\d+) steps")]
    private static partial Regex StepsTold();

    [GeneratedRegex(@": trained \d+ of \d+ states, in (\d+) of \d+ shards")]
    private static partial Regex ShardsTold();
}
