using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>What SRUGA and its parts do to a trained model.</summary>
[TestClass]
public sealed class SrugaTests
{
    [TestMethod]
    public void The_original_stays_as_it_is_bit_for_bit()
    {
        var before = Weights.Of(PlantedForgetting.Original.Module);

        var unlearned = PlantedForgetting.Unlearn(PlantedForgetting.Sruga(0.5, 0.5, 1));

        Weights.AssertEqual(before, Weights.Of(PlantedForgetting.Original.Module));
        Assert.IsGreaterThan(1e-3, Weights.Distance(before, Weights.Of(unlearned.Module)));
        Assert.AreNotSame(PlantedForgetting.Original.Module, unlearned.Module);
        Assert.IsFalse(unlearned.Module.training);
    }

    [TestMethod]
    public void The_result_lives_on_when_the_original_is_disposed_of()
    {
        var options = PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 1 };
        var copy = PlantedForgetting.Unlearn(options with { LearningRate = 1e-12 });
        var unlearned = PlantedForgetting.Context.Unlearning().Sruga(copy, options).Fit(PlantedForgetting.Windows);
        var before = UtilityAt1(unlearned);

        copy.Dispose();

        Assert.AreEqual(before, UtilityAt1(unlearned));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_model_and_another_seed_another()
    {
        var options = PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 2 };
        var first = Weights.Of(PlantedForgetting.Unlearn(options).Module);

        Weights.AssertEqual(first, Weights.Of(PlantedForgetting.Unlearn(options).Module));
        Assert.IsGreaterThan(1e-6, Weights.Distance(first, Weights.Of(PlantedForgetting.Unlearn(options with { Seed = 6 }).Module)));
    }

    [TestMethod]
    public void Gradient_ascent_alone_forgets()
    {
        var unlearned = PlantedForgetting.Unlearn(PlantedForgetting.Sruga(1, 0, 0) with { MaximumEpochs = 20, LearningRate = 3e-3 });

        Assert.IsGreaterThan(0.4, ForgetHit(PlantedForgetting.Original));
        Assert.IsLessThan(ForgetHit(PlantedForgetting.Original) - 0.3, ForgetHit(unlearned));
    }

    [TestMethod]
    public void Fine_tuning_alone_keeps_what_the_model_can()
    {
        var unlearned = PlantedForgetting.Unlearn(PlantedForgetting.Sruga(0, 1, 0));

        Assert.IsGreaterThan(UtilityAt1(PlantedForgetting.Original) - 0.05, UtilityAt1(unlearned));
        Assert.IsGreaterThan(ForgetHit(PlantedForgetting.Original) - 0.1, ForgetHit(unlearned));
    }

    [TestMethod]
    public void Divergence_alone_keeps_what_the_model_can()
    {
        var unlearned = PlantedForgetting.Unlearn(PlantedForgetting.Sruga(0, 0, 1));

        Assert.IsGreaterThan(UtilityAt1(PlantedForgetting.Original) - 0.05, UtilityAt1(unlearned));
        Assert.IsGreaterThan(ForgetHit(PlantedForgetting.Original) - 0.1, ForgetHit(unlearned));
    }

    [TestMethod]
    public void All_three_together_forget_and_keep_more_than_ascent_alone()
    {
        var together = PlantedForgetting.Unlearn(PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 20, LearningRate = 3e-3 });
        var ascent = PlantedForgetting.Unlearn(PlantedForgetting.Sruga(0.5, 0, 0) with { MaximumEpochs = 20, LearningRate = 3e-3 });

        Assert.IsLessThan(ForgetHit(PlantedForgetting.Original) - 0.05, ForgetHit(together));
        Assert.IsGreaterThan(UtilityAt1(ascent) + 0.05, UtilityAt1(together));
    }

    [TestMethod]
    [DataRow("LearningRate")]
    [DataRow("BatchSize")]
    [DataRow("GradientNormBound")]
    [DataRow("GradientAscentWeight")]
    [DataRow("FineTuningWeight")]
    [DataRow("DivergenceWeight")]
    public void Each_option_has_an_effect(string option)
    {
        var options = PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 2 };
        var changed = option switch
        {
            "LearningRate" => options with { LearningRate = 2e-3 },
            "BatchSize" => options with { BatchSize = 16 },
            "GradientNormBound" => options with { GradientNormBound = 1e-6 },                    // Adam's ε counts for small gradients
            "GradientAscentWeight" => options with { GradientAscentWeight = 0.2 },
            "FineTuningWeight" => options with { FineTuningWeight = 0 },
            _ => options with { DivergenceWeight = 0 },
        };

        var (one, other) = (Weights.Of(PlantedForgetting.Unlearn(options).Module), Weights.Of(PlantedForgetting.Unlearn(changed).Module));
        Assert.IsGreaterThan(0, Weights.Distance(one, other));
    }

    [TestMethod]
    public void An_unlearned_model_can_unlearn_again()
    {
        var options = PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 1, Stop = new NoStop() };
        var once = PlantedForgetting.Unlearn(options);

        var twice = PlantedForgetting.Context.Unlearning().Sruga(once, options).Fit(PlantedForgetting.Windows);

        Assert.IsGreaterThan(0, Weights.Distance(Weights.Of(once.Module), Weights.Of(twice.Module)));
    }

    // Recall@1 of the test items, Hit@1 of the forgotten ones, both in the full ranking.
    private static double UtilityAt1(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.SequentialRecommendation().Evaluate(model, PlantedForgetting.Partitioned).RecallAt(1);

    private static double ForgetHit(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.Unlearning().Evaluate(model, model, PlantedForgetting.Partitioned).HitAt(1);
}
