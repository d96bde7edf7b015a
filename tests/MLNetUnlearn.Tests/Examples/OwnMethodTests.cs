using MLNetUnlearn.Tests.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>The code of docs/methods/own-method.md works.</summary>
[TestClass]
public sealed class OwnMethodTests
{
    [TestMethod]
    public void It_forgets_and_keeps()
    {
        var (mlContext, model, windows) = (PlantedForgetting.Context, PlantedForgetting.Original, PlantedForgetting.Windows);

        using var unlearned = mlContext.Unlearning().Custom(model, new MarginOptions
        {
            LearningRate = 3e-3, MaximumEpochs = 20, BatchSize = 32, Stop = new NoStop(), Seed = 5,
        }).Fit(windows);

        var (forgetting, partitioned) = (mlContext.Unlearning(), PlantedForgetting.Partitioned);
        var hits = forgetting.Evaluate(unlearned, model, partitioned);
        var utility = mlContext.SequentialRecommendation().Evaluate(unlearned, partitioned).RecallAt(1);
        Assert.IsLessThan(forgetting.Evaluate(model, model, partitioned).HitAt(1) - 0.1, hits.HitAt(1));
        Assert.IsGreaterThan(0.4, utility);
    }

    [TestMethod]
    public void Its_options_are_checked_with_the_others() => Assert.AreEqual(
        "Margin: BatchSize is 0; it must be at least 1. ForgettingWeight is -1; it must be a finite number, 0 or above. "
        + "Margin is 0; it must be a finite number above 0. (Parameter 'options')",
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PlantedForgetting.Context.Unlearning().Custom(
            PlantedForgetting.Original, new MarginOptions { BatchSize = 0, ForgettingWeight = -1, Margin = 0 })).Message);
}
