using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.PipelineTests.Support;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Testing;

namespace MLNetUnlearn.PipelineTests.Documentation;

/// <summary>The code of docs/pipeline-tests.md and of the packages' pages, run.</summary>
[TestClass]
public sealed class Samples
{
    private readonly IDataView windows = Shop.Windows.Fit(Shop.Users).Transform(Shop.Users);
    private readonly double neighbours = Recall(Shop.Context.SequentialRecommendation().Trainers.ItemKnn());
    private readonly double popularity = Recall(Shop.Context.SequentialRecommendation().Trainers.Popularity());
    private readonly double ndcg = Shop.Context.SequentialRecommendation().Evaluate(Trained.SasRec.Value.Original, Shop.Users).NdcgAt(10);

    [TestMethod]
    public void The_pipeline_does_what_it_did() => PipelineBaseline.Check("Baselines/example.json", snapshot => snapshot
        .Schema("windows", windows.Schema)
        .Rows("windows to learn from", windows)
        .Metric("NDCG@10", ndcg, Tolerance.NotLower(0.05))
        .Ordering("Recall@10", ("neighbours", neighbours), ("popularity", popularity)));

    [TestMethod]
    public void The_library_is_used_as_its_page_says()
    {
        var folder = Directory.GetCurrentDirectory();
        var temporary = Directory.CreateTempSubdirectory("mlnet-unlearn-");
        try
        {
            var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 60, Rings = 3, ItemsPerRing = 10 });
            var lines = planted.Interactions.Select(row => $"{row.UserId}\t{row.ItemId}\t{row.Timestamp}");
            File.WriteAllLines(Path.Combine(temporary.FullName, "interactions.tsv"), lines.Prepend("UserId\tItemId\tTimestamp"));
            Directory.SetCurrentDirectory(temporary.FullName);
            TrainAndForget();

            using var model = Shop.Context.Model.LoadPackage("model.mlnu");
            Assert.AreEqual(30, model.ItemCount);
        }
        finally
        {
            Directory.SetCurrentDirectory(folder);
            temporary.Delete(recursive: true);
        }
    }

    private static void TrainAndForget()
    {
        var mlContext = new MLContext(seed: 1);
        var log = mlContext.Data.LoadFromEnumerable(InteractionFile.Read("interactions.tsv").Interactions);     // UserId, ItemId, Timestamp
        var users = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
            .Fit(log).Transform(log);
        var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10);
        var model = windows.Append(mlContext.SequentialRecommendation().Trainers.SasRec()).Fit(users).LastTransformer;

        // Somebody asks for purchases to be forgotten.
        var requests = mlContext.Unlearning().SampleForgetRequests(users, userFraction: 0.1, maximumItemFraction: 0.5, seed: 1);
        var partitioned = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);
        var unlearned = windows.Append(mlContext.Unlearning().NewtonStep(model)).Fit(partitioned).LastTransformer;

        mlContext.Model.SavePackage(unlearned, "model.mlnu");
    }

    private static double Recall(CountingRecommenderTrainer trainer) => Shop.Context.SequentialRecommendation()
        .Evaluate(Shop.Windows.Append(trainer).Fit(Shop.Users).LastTransformer, Shop.Users).RecallAt(10);
}
