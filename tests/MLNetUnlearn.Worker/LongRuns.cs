using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Worker;

/// <summary>Runs that somebody may kill. Each keeps a checkpoint, tells every epoch, and writes a package when it is done.</summary>
internal static class LongRuns
{
    public static void Train(string folder)
    {
        var mlContext = Telling();
        var options = Data.Options with { Checkpoint = new CheckpointOptions { FilePath = Path.Combine(folder, "train.checkpoint") } };
        using var model = mlContext.SequentialRecommendation().Trainers.SasRec(options).Fit(Data.Windows(mlContext, Data.Users(mlContext)));
        mlContext.Model.SavePackage(model, Path.Combine(folder, "trained.mlnu"));
    }

    public static void Unlearn(string folder)
    {
        var mlContext = Telling();
        using var model = mlContext.Model.LoadPackage(Path.Combine(folder, "trained.mlnu"));
        var users = Data.Users(mlContext);
        var requests = mlContext.Unlearning().SampleForgetRequests(users, userFraction: 0.3);
        var partitioned = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);
        using var unlearned = mlContext.Unlearning().Sruga(model, new SrugaOptions
        {
            BatchSize = 32, MaximumEpochs = 40, Seed = 4, Stop = new PatienceStop { CheckEveryEpochs = 2, PatienceEpochs = 100 },
            Checkpoint = new CheckpointOptions { FilePath = Path.Combine(folder, "unlearn.checkpoint") },
        }).Fit(Data.Windows(mlContext, partitioned));
        mlContext.Model.SavePackage(unlearned, Path.Combine(folder, "unlearned.mlnu"));
    }

    /// <summary>Two slices of each of three shards, four epochs each.</summary>
    public static void TrainShards(string folder)
    {
        var mlContext = Telling();
        using var model = mlContext.SequentialRecommendation().Trainers.Sisa(new SisaOptions
        {
            Recommender = Data.Options with { Epochs = 6 }, Shards = 3, Slices = 2, Seed = 3, StateFolder = Path.Combine(folder, "states"),
        }).Fit(Data.Windows(mlContext, Data.Users(mlContext)));
        mlContext.Model.SavePackage(model, Path.Combine(folder, "trained.mlnu"));
    }

    public static void ForgetInShards(string folder)
    {
        var mlContext = Telling();
        using var model = mlContext.Model.LoadPackage(Path.Combine(folder, "trained.mlnu"));
        var users = Data.Users(mlContext);
        var requests = mlContext.Unlearning().SampleForgetRequests(users, userFraction: 0.1);
        var partitioned = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);
        using var unlearned = mlContext.Unlearning().Sisa(model, Path.Combine(folder, "states")).Fit(Data.Windows(mlContext, partitioned));
        mlContext.Model.SavePackage(unlearned, Path.Combine(folder, "unlearned.mlnu"));
    }

    private static MLContext Telling()
    {
        var mlContext = new MLContext(seed: 1);
        mlContext.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Info)
                Console.WriteLine(message.RawMessage);
        };
        return mlContext;
    }
}
