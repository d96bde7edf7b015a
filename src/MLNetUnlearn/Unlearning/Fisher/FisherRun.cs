using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Unlearning.Fisher;

/// <summary>Works out the Fisher diagonal of a model's training data and stores it.</summary>
internal static class FisherRun
{
    /// <summary>The random numbers of training data and, two streams on, of the pairs to forget.</summary>
    public const ulong TrainingStream = 5;

    private const string Name = "SaveFisher";

    /// <exception cref="ArgumentOutOfRangeException">Options are out of range, or columns missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The windows are not the model's, there are none, or the model is broken.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView windows, string filePath, FisherOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        ArgumentNullException.ThrowIfNull(options);
        var problems = new OptionProblems(Name);
        options.Check(problems);
        problems.ThrowIfAny(nameof(options));
        var host = ((IHostEnvironment)mlContext).Register(Name, options.Seed);
        var seed = options.Seed ?? host.Rand.Next();
        RecommenderSchema.OfTraining(model.Options, Name, needsForget: false).Added(windows.Schema);
        using var channel = host.Start(Name);
        var device = new DeviceChoice(mlContext).Resolve(Name, channel);
        var job = new UnlearningJob(model, ModelWindows.Read(windows, model, model.Options), seed, device, channel);
        if (job.Data.Remaining.Count == 0)
            throw new InvalidOperationException($"{Name}: there is no window with an item and a target.");
        using var threads = ThreadCount.Use(options.Threads);
        using var module = job.CopyOriginal();
        using var loss = new TrainingLoss(module, job.Data, model.Options.OfNetwork);
        using var diagonal = FisherDiagonal.Of(
            module, job.Data.Remaining, loss, options.BatchSize, seed, TrainingStream, options.CancellationToken);
        FisherFile.Write(filePath, diagonal, model);
        channel.Info(
            MessageSensitivity.None, $"{Name}: {diagonal.Bytes} bytes for {job.Data.Remaining.Count} windows, in '{filePath}'.");
    }
}
