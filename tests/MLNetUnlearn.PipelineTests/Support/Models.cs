using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Testing;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.PipelineTests.Support;

/// <summary>A model, models that have forgotten, and one that never saw what they forgot.</summary>
internal sealed record Models(
    SequentialRecommenderTransformer Original, SequentialRecommenderTransformer NewtonStep, SequentialRecommenderTransformer Sruga,
    SequentialRecommenderTransformer Retrained)
{
    private const double Chance = 10.0 / Shop.Items;

    public static Models Train(RecommenderOptions options)
    {
        var unlearning = Shop.Context.Unlearning();
        var trainer = Shop.Context.SequentialRecommendation().Trainers.Custom(options);
        var original = Shop.Windows.Append(trainer).Fit(Shop.Users).LastTransformer;
        return new Models(
            original,
            Forget(unlearning.NewtonStep(
                original, new NewtonStepOptions { MaximumEpochs = 20, LearningRate = 2e-3, BatchSize = 32, Seed = 5 })),
            Forget(unlearning.Sruga(original, new SrugaOptions { LearningRate = 1e-3, BatchSize = 64, Seed = 5 })),
            Forget(unlearning.Retrain(original, new RetrainOptions { Seed = 6 })));
    }

    /// <summary>What each model is worth and still finds, and how they stand to one another.</summary>
    public void AddTo(PipelineSnapshot snapshot)
    {
        foreach (var (name, model) in Named())
        {
            snapshot.Metric($"{name}: Recall@10 on test items", Recall(model), Tolerance.NotLower(0.05));
            snapshot.Metric($"{name}: Hit@10 on forgotten items", Hits(model), 0.1);
        }
        foreach (var (name, model) in Named())
            snapshot.Ordering($"Recall@10 on test items: {name} and chance", (name, Recall(model)), ("chance", Chance));
        snapshot
            .Ordering("Hit@10 on forgotten items", ("original", Hits(Original)), ("retrained", Hits(Retrained)), ("chance", Chance))
            .Ordering("distance to the retrained model: Newton step",
                ("original", Distance(Original)), ("Newton step", Distance(NewtonStep)))
            .Ordering("distance to the retrained model: SRUGA", ("original", Distance(Original)), ("SRUGA", Distance(Sruga)));
    }

    private IEnumerable<(string Name, SequentialRecommenderTransformer Model)> Named() =>
        [("original", Original), ("Newton step", NewtonStep), ("SRUGA", Sruga), ("retrained", Retrained)];

    private static double Recall(RecommenderTransformer model) =>
        Shop.Context.SequentialRecommendation().Evaluate(model, Shop.Partitioned).RecallAt(10);

    private double Hits(RecommenderTransformer model) => Shop.Context.Unlearning().Evaluate(model, Retrained, Shop.Partitioned).HitAt(10);

    private double Distance(RecommenderTransformer model) => Math.Abs(Hits(model) - Hits(Retrained));

    private static SequentialRecommenderTransformer Forget(UnlearningEstimator method) =>
        Shop.Windows.Append(method).Fit(Shop.Partitioned).LastTransformer;
}
