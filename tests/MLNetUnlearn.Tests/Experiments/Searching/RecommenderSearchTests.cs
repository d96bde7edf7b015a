using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments.Searching;

/// <summary>What a search over a trainer's options measures, and what it gives.</summary>
[TestClass]
public sealed class RecommenderSearchTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [TestMethod]
    public void The_best_options_are_those_that_rank_validation_items_best()
    {
        var split = Views.Split(_mlContext, PlantedRing.Interactions(users: 60));
        double[] rates = [1e-5, 1e-2];
        var space = SearchSpace.Of(PlantedRing.Options with { Epochs = 10, Seed = null })
            .Choice("LearningRate", rates, (options, value) => options with { LearningRate = value });

        var result = _mlContext.SequentialRecommendation().Search(new UnreadColumn(split, "TestItem"), space, _temp.Path, new RecommenderSearchOptions
        {
            Tuner = new GridSearchTuner(), Seed = 7, MaximumLength = PlantedRing.MaximumLength,
        });

        var expected = rates.Select(rate =>
        {
            using var model = PlantedRing.Fit(_mlContext, split, PlantedRing.Options with { Epochs = 10, Seed = 7, LearningRate = rate });
            return _mlContext.SequentialRecommendation().Evaluate(model, split, new RankingEvaluationOptions
            {
                ContextItemColumnName = null, TargetColumnName = "ValidationItem",
            });
        }).ToArray();
        CollectionAssert.AreEqual(
            expected.Select(metrics => metrics.NdcgAt(10)).ToArray(), result.Trials.Select(trial => trial.Value!.Value).ToArray());
        CollectionAssert.AreEqual(
            expected.Select(metrics => metrics.RecallAt(10)).ToArray(), result.Trials.Select(trial => trial.Figures["recall@10.validation"]).ToArray());
        CollectionAssert.AreEqual(
            expected.Select(metrics => metrics.MeanReciprocalRank).ToArray(), result.Trials.Select(trial => trial.Figures["mrr.validation"]).ToArray());
        Assert.IsGreaterThan(expected[0].NdcgAt(10) + 0.1, expected[1].NdcgAt(10));
        Assert.AreEqual((2, 7, 1e-2), (result.BestTrial.Number, result.Best.Seed!.Value, result.Best.LearningRate));
        Assert.HasCount(10, result.Runs[1].Curve); // a point for each epoch
    }

    [TestMethod]
    public void Other_test_items_change_nothing()
    {
        var space = SearchSpace.Of(new ItemKnnOptions()).Choice("Neighbors", [1, 5], (options, value) => options with { Neighbors = value });

        var first = Search("u1: a b c d e f; u2: a b c d e; u3: b c d a f", space);
        var kept = 0;
        var second = Search("u1: a b c d e f; u2: a b c d f; u3: b c d a e", space, new RecommenderSearchOptions
        {
            Tuner = new GridSearchTuner(), Progress = new Listener<SearchProgress>(progress => kept += progress.IsKept ? 1 : 0),
        });

        CollectionAssert.AreEqual(AnalyticSearch.Told(first), AnalyticSearch.Told(second));
        Assert.AreEqual(2, kept);
    }

    [TestMethod]
    public void Other_validation_items_are_other_results()
    {
        var space = SearchSpace.Of(new ItemKnnOptions()).Choice("Neighbors", [1, 5], (options, value) => options with { Neighbors = value });
        var kept = 0;

        Search("u1: a b c d e f; u2: a b c d e", space);
        Search("u1: a b c d e f; u2: a b c f e", space, new RecommenderSearchOptions
        {
            Tuner = new GridSearchTuner(), Progress = new Listener<SearchProgress>(progress => kept += progress.IsKept ? 1 : 0),
        });

        Assert.AreEqual(0, kept);
    }

    [TestMethod]
    public void Rounds_take_the_best_on_with_more_epochs()
    {
        var tried = new List<string>();
        var space = SearchSpace.Of(new SasRecOptions { EmbeddingSize = 4, Blocks = 1, ValidateEveryEpochs = 100 })
            .UniformInteger("BatchSize", 1, 9, (options, value) => options with { BatchSize = value });

        var result = Search("u1: a b c d e; u2: b c d e a", space, new RecommenderSearchOptions
        {
            Tuner = new GridSearchTuner { Points = 9 }, Halving = new SuccessiveHalving { MinimumEpochs = 1, MaximumEpochs = 10 },
            Objectives = [new SearchObjective("far", MetricGoal.Zero)],
            // The nearest to 4.1 are 4, 5, 3, the nearest of them 4; more epochs are farther, which does not matter.
            Judge = model =>
            {
                var options = (SasRecOptions)model.Options;
                tried.Add($"{options.BatchSize}@{options.Epochs}");
                return new Dictionary<string, double> { ["far"] = (options.BatchSize - 4.1) * options.Epochs };
            },
        });

        CollectionAssert.AreEqual(
            new[] { "1@1", "2@1", "3@1", "4@1", "5@1", "6@1", "7@1", "8@1", "9@1", "4@3", "5@3", "3@3", "4@9" }, tried);
        Assert.AreEqual((4, 9, 4, (int?)9), (result.Best.BatchSize, result.Best.Epochs, result.BestTrial.Number, result.BestTrial.Epochs));
        CollectionAssert.AreEqual(
            new[] { "trial 4, 3 epochs", "trial 5, 3 epochs", "trial 3, 3 epochs", "trial 4, 9 epochs" },
            result.Runs.Skip(9).Select(run => run.Name).ToArray());
        Assert.AreEqual(-0.1 * 9, result.BestTrial.Value!.Value, 1e-12);
    }

    [TestMethod]
    public void Sisa_is_searched_without_states()
    {
        var states = _temp.File("states");
        var space = SearchSpace.Of(new SisaOptions
        {
            StateFolder = states, Recommender = new SasRecOptions { EmbeddingSize = 4, Blocks = 1, Epochs = 50 },
        }).Choice("Shards", [1, 2], (options, value) => options with { Shards = value });

        var result = Search("u1: a b c d e; u2: b c d e a; u3: c d e a b; u4: a b d e c", space, new RecommenderSearchOptions
        {
            Tuner = new GridSearchTuner(), Halving = new SuccessiveHalving { MinimumEpochs = 1, MaximumEpochs = 3 },
        });

        Assert.AreEqual((3, states), (result.Best.Recommender.Epochs, result.Best.StateFolder));
        Assert.IsFalse(Directory.Exists(states));
    }

    private SearchResult<TOptions> Search<TOptions>(string text, SearchSpace<TOptions> space, RecommenderSearchOptions? options = null)
        where TOptions : RecommenderTrainerOptions => _mlContext.SequentialRecommendation().Search(
        Views.Split(_mlContext, text), space, _temp.File("results"), options ?? new RecommenderSearchOptions { Tuner = new GridSearchTuner() });
}
