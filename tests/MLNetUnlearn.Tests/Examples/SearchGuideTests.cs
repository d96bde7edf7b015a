using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Experiments.CrossValidation;
using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>The code of docs/search.md, with the options that it says.</summary>
[TestClass]
public sealed class SearchGuideTests
{
    [TestMethod]
    public void The_halving_shown_has_as_many_trainings_as_it_says()
    {
        var options = Halving();
        using var temp = new TempFolder();
        var mlContext = new MLContext(seed: 1);
        var epochs = new List<int>();
        var space = SearchSpace.Of(new SasRecOptions { EmbeddingSize = 2, Blocks = 1, Dropout = 0, ValidateEveryEpochs = 1000 })
            .LogUniform("LearningRate", 1e-4, 1e-2, (before, value) => before with { LearningRate = value });

        var found = mlContext.SequentialRecommendation().Search(
            Views.Split(mlContext, "u1: a b c d; u2: b c a d"), space, temp.Path, options with { MaximumLength = 2 });

        foreach (var trial in found.Trials)
            epochs.Add(trial.Epochs!.Value);
        CollectionAssert.AreEqual(
            new[] { (20, 27), (60, 9), (180, 3) }, epochs.CountBy(number => number).Select(pair => (pair.Key, pair.Value)).ToArray());
        Assert.IsTrue(found.ParetoSet.All(trial => trial.Figures.ContainsKey("cost.seconds")));
    }

    private static RecommenderSearchOptions Halving()
    {
        var options = new RecommenderSearchOptions
        {
            Trials = 27, Halving = new SuccessiveHalving { MinimumEpochs = 20, MaximumEpochs = 180, ReductionFactor = 3 }, MaximumLength = 50,
            Objectives = [new SearchObjective("ndcg@10.validation", MetricGoal.Higher), new SearchObjective("cost.seconds", MetricGoal.Lower)],
        };
        return options;
    }

    // Compiled, not run: with these epochs it takes minutes. What it calls is tested in Experiments.
    internal static CrossValidationOptions Shown(
        MLContext mlContext, IDataView sequences, IDataView windows, SequentialRecommenderTransformer original,
        SequentialRecommenderTransformer retrained, IDataView partitioned)
    {
        var space = SearchSpace.Of(new SasRecOptions { Epochs = 60 })
            .LogUniform("LearningRate", 1e-4, 1e-2, (options, value) => options with { LearningRate = value })
            .Uniform("Dropout", 0, 0.6, (options, value) => options with { Dropout = value })
            .Choice("EmbeddingSize", [32, 64], (options, value) => options with { EmbeddingSize = value });

        SearchResult<SasRecOptions> found = mlContext.SequentialRecommendation().Search(sequences, space, "search", trials: 20, seed: 1);
        using var model = mlContext.SequentialRecommendation().Trainers.SasRec(found.Best).Fit(windows);

        var weights = SearchSpace.Of(new SrugaOptions())
            .LogUniform("LearningRate", 1e-5, 1e-2, (options, value) => options with { LearningRate = value })
            .Uniform("GradientAscentWeight", 0.05, 1, (options, value) => options with { GradientAscentWeight = value });

        var calibrated = mlContext.Unlearning().Search(original, retrained, partitioned, weights, "calibration", new UnlearningSearchOptions
        {
            Trials = 30, MinimumUtility = 0.95,
        });

        using var folds = mlContext.SequentialRecommendation().CrossValidate(
            sequences, mlContext.SequentialRecommendation().Trainers.SasRec(found.Best), numberOfFolds: 5, seed: 1);
        MeanInterval ndcg = folds.NdcgAt(10);
        Console.WriteLine($"NDCG@10 of users never seen: {ndcg.ToText(3)}, standard deviation {ndcg.StandardDeviation:F3}");

        var byValidation = new CrossValidationOptions
        {
            Evaluation = new RankingEvaluationOptions { TargetColumnName = "ValidationItem", ContextItemColumnName = null },
        };
        return calibrated.Trials.Count > 0 ? byValidation : new CrossValidationOptions();
    }
}
