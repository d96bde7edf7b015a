using Microsoft.ML;
using MLNetUnlearn.PipelineTests.Support;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Testing;

namespace MLNetUnlearn.PipelineTests;

/// <summary>Baselines that count: what they are worth, and that they recommend the same in every build.</summary>
[TestClass]
public sealed class CountingTests
{
    [TestMethod]
    public void Popularity_and_neighbours_recommend_as_before() => PipelineBaseline.Check("Baselines/counting.json", snapshot =>
    {
        var trainers = Shop.Context.SequentialRecommendation().Trainers;
        var popularity = Fit(trainers.Popularity());
        var neighbours = Fit(trainers.ItemKnn());
        var again = Shop.Windows.Append(trainers.ItemKnn()).Fit(Shop.Partitioned).LastTransformer;
        snapshot
            .Schema("recommended", popularity.Transform(Shop.Users).Schema)
            .Text("popularity, to the first user", Recommended(popularity))
            .Text("neighbours, to the first user", Recommended(neighbours))
            .Metric("popularity: Recall@10", Recall(popularity), 0.001)
            .Metric("neighbours: Recall@10", Recall(neighbours), 0.005)
            .Ordering("Recall@10", ("SASRec", Recall(Trained.SasRec.Value.Original)), ("neighbours", Recall(neighbours)),
                ("popularity", Recall(popularity)))
            .Ordering(
                "Hit@10 on forgotten items", ("neighbours", Hits(neighbours, again)), ("counted again on the rest", Hits(again, again)));
    });

    private static CountingRecommenderTransformer Fit(CountingRecommenderTrainer trainer) =>
        Shop.Windows.Append(trainer).Fit(Shop.Users).LastTransformer;

    private static double Recall(RecommenderTransformer model) =>
        Shop.Context.SequentialRecommendation().Evaluate(model, Shop.Users).RecallAt(10);

    private static double Hits(RecommenderTransformer model, RecommenderTransformer retrained) =>
        Shop.Context.Unlearning().Evaluate(model, retrained, Shop.Partitioned).HitAt(10);

    private static string Recommended(CountingRecommenderTransformer model)
    {
        var recommended = model.Transform(Shop.Users);
        var named = Shop.Context.Transforms.Conversion.MapKeyToValue("Items", "Recommended").Fit(recommended).Transform(recommended);
        return string.Join(' ', Shop.Context.Data.CreateEnumerable<Row>(named, reuseRowObject: false).First().Items);
    }

    private sealed class Row
    {
        public string[] Items { get; set; } = [];
    }
}
