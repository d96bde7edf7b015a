using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>A way to forget, as a line of <see cref="MethodCatalog"/>.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it does, for the help.</param>
/// <param name="Options">Its options as they are by default.</param>
internal abstract record Method(string Name, string Summary, UnlearningOptions Options)
{
    /// <summary>Whether the result is a model that never saw what was forgotten.</summary>
    public bool IsExact => Options is RetrainOptions;

    /// <summary>The estimator, to be fitted on partitioned windows.</summary>
    /// <param name="mlContext">ML.NET.</param>
    /// <param name="model">The model that is to forget.</param>
    /// <param name="options">Options of the method's type.</param>
    public abstract IEstimator<RecommenderTransformer> Create(
        MLContext mlContext, SequentialRecommenderTransformer model, UnlearningOptions options);
}

/// <summary>A way to forget that has options of one type.</summary>
internal sealed record Method<T>(
    string Name, string Summary, T Defaults, Func<UnlearningCatalog, SequentialRecommenderTransformer, T, UnlearningEstimator> Make)
    : Method(Name, Summary, Defaults)
    where T : UnlearningOptions
{
    public override IEstimator<RecommenderTransformer> Create(
        MLContext mlContext, SequentialRecommenderTransformer model, UnlearningOptions options) =>
        Make(mlContext.Unlearning(), model, (T)options);
}

/// <summary>What belongs to one run of a method.</summary>
internal sealed record MethodRun(
    int Seed, int? Threads, string CheckpointFile, IProgress<UnlearningReport> Steps, IProgress<TrainingProgress> Epochs,
    CancellationToken Token)
{
    /// <summary>Options with what belongs to the run; SSD takes no steps, so it has no state and nothing to tell.</summary>
    public UnlearningOptions Over(UnlearningOptions options)
    {
        var checkpoint = new CheckpointOptions { FilePath = CheckpointFile };
        var own = options with { Seed = Seed, Threads = Threads, CancellationToken = Token };
        return own switch
        {
            GradientUnlearningOptions gradient => gradient with { Progress = Steps, Checkpoint = checkpoint },
            RetrainOptions retrain => retrain with { Progress = Epochs, Checkpoint = checkpoint },
            _ => own,
        };
    }
}
