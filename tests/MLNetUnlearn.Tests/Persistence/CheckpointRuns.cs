using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Runs with a checkpoint that end early and go on, in one process; others kill processes.</summary>
public abstract class CheckpointRuns : IDisposable
{
    private protected CheckpointRuns()
    {
        Log = new LogLines(Context, "SasRec", "Sruga", "Retrain");
        Sequences = Views.Split(Context, PlantedRing.Interactions(users: 60));
        Windows = Views.Window(Context, Sequences, PlantedRing.MaximumLength);
    }

    private protected MLContext Context { get; } = new(seed: 1);

    private protected TempFolder Folder { get; } = new();

    private protected LogLines Log { get; }

    private protected IDataView Sequences { get; }

    private protected IDataView Windows { get; }

    private protected string File => Folder.File("run.checkpoint");

    private protected CheckpointOptions Checkpoint => new() { FilePath = File };

    private protected SasRecOptions Options => PlantedRing.Options with { Epochs = 7, ValidateEveryEpochs = 2, Checkpoint = Checkpoint };

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static void BreakOff(int epoch, Action<IProgress<TrainingProgress>> run) =>
        Assert.ThrowsExactly<BrokenOffException>(() => run(new Listener<TrainingProgress>(at => Break(at.Epoch == epoch))));

    private protected static void Break(bool now)
    {
        if (now)
            throw new BrokenOffException();
    }

    private protected static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now)
            source.Cancel();
    }

    private protected RecommenderOptions OptionsOf(string model)
    {
        var options = PlantedRing.OptionsOf(model) with { Epochs = 7, ValidateEveryEpochs = 2, Checkpoint = Checkpoint };
        return model == "Popular negatives"
            ? options with { Loss = new SampledSoftmaxLoss { Negatives = 3 }, NegativeSampling = new PopularityNegatives() }
            : options;
    }

    private protected SequentialRecommenderTransformer Train(RecommenderOptions options) =>
        Context.SequentialRecommendation().Trainers.Custom(options).Fit(Windows);

    private protected IDataView Forgotten(SequentialRecommenderTransformer original)
    {
        Assert.AreEqual(PlantedRing.MaximumLength, original.MaximumLength);
        var requests = Context.Unlearning().SampleForgetRequests(Sequences, userFraction: 0.5);
        return Views.Window(
            Context, Context.Transforms.PartitionForgetRemain(requests).Fit(Sequences).Transform(Sequences), PlantedRing.MaximumLength);
    }

    private protected SequenceModule Unlearn(SequentialRecommenderTransformer original, IDataView partitioned, SrugaOptions options) =>
        Context.Unlearning().Sruga(original, options).Fit(partitioned).Module;

    private protected sealed class BrokenOffException : Exception;
}
