using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>What CAU and its parts do to a trained model.</summary>
[TestClass]
public sealed class CauTests
{
    private static readonly CauOptions Options = new()
    {
        BatchSize = 32, NextRetainedWeight = 1, MaximumEpochs = 20, Stop = new NoStop(), Seed = 5,
    };

    /// <summary>GRU4Rec has no dropout, so that the divergence and its gradient are 0 at the first step: no reason to stop.</summary>
    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void It_forgets_and_keeps_what_it_need_not_forget(string model)
    {
        using var original = PlantedRing.Fit(PlantedForgetting.Context, PlantedForgetting.Split, PlantedRing.OptionsOf(model));

        // The ring that is left tells what was forgotten, so here learning it must not go on beside.
        var options = Options with { FineTuningWeight = 0, Rule = new Mgda(), LearningRate = 0.01, MaximumEpochs = 40 };
        using var unlearned = Unlearn(original, options);
        using var ascent = Unlearn(original, options with { NextRetainedWeight = 0, DivergenceWeight = 0 });

        Assert.IsGreaterThan(0.4, ForgetHit(original));
        Assert.IsLessThan(ForgetHit(original) - 0.05, ForgetHit(unlearned));
        Assert.IsGreaterThan(UtilityAt1(ascent) + 0.05, UtilityAt1(unlearned));
    }

    /// <summary>f is its user's last training item: no retained one follows, and the loss is a constant 0.</summary>
    [TestMethod]
    public void Where_nothing_retained_follows_the_loss_of_it_alone_changes_nothing()
    {
        var context = new MLContext(seed: 1);
        var split = Views.Split(context, "u1: a b c f e d; u2: b c d e f a");
        var windows = Views.Window(context, Views.Partitioned(context, split, "u1 f"), PlantedRing.MaximumLength);
        using var original = PlantedRing.Fit(context, split, PlantedRing.OptionsOf("SasRec") with { Epochs = 1 });

        using var unlearned = context.Unlearning().Cau(original, new CauOptions
        {
            Rule = new WeightedSum(), Curriculum = null, ForgettingWeight = 0, FineTuningWeight = 0, DivergenceWeight = 0,
            NextRetainedWeight = 1, MaximumEpochs = 2, Stop = new NoStop(), Seed = 5,
        }).Fit(windows);

        Weights.AssertEqual(Weights.Of(original.Module), Weights.Of(unlearned.Module));
    }

    [TestMethod]
    [DataRow("Pareto")]
    [DataRow("Curriculum")]
    [DataRow("Gradient difficulty")]
    [DataRow("Embedding difficulty")]
    [DataRow("Hard sampling")]
    [DataRow("NPO")]
    [DataRow("Normalization")]
    [DataRow("Fine-tuning")]
    [DataRow("Next retained")]
    [DataRow("Divergence")]
    public void Each_part_can_be_switched_and_has_an_effect(string part)
    {
        var options = Options with { MaximumEpochs = 2 };
        var changed = part switch
        {
            "Pareto" => options with { Rule = new WeightedSum() },
            "Curriculum" => options with { Curriculum = null },
            "Gradient difficulty" => options with { Curriculum = new Curriculum { GradientShare = 1 } },
            "Embedding difficulty" => options with { Curriculum = new Curriculum { GradientShare = 0 } },
            "Hard sampling" => options with { Curriculum = new Curriculum { Sampling = new HardSampling() } },
            "NPO" => options with { ForgettingLoss = ForgettingLoss.NegativePreference },
            "Normalization" => options with { Rule = new Mgda() },
            "Fine-tuning" => options with { FineTuningWeight = 0 },
            "Next retained" => options with { NextRetainedWeight = 0 },
            _ => options with { DivergenceWeight = 0 },
        };

        using var one = Unlearn(PlantedForgetting.Original, options);
        using var other = Unlearn(PlantedForgetting.Original, changed);
        Assert.IsGreaterThan(0, Weights.Distance(Weights.Of(one.Module), Weights.Of(other.Module)));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_model_and_the_original_stays()
    {
        var before = Weights.Of(PlantedForgetting.Original.Module);
        var options = Options with { MaximumEpochs = 2 };

        using var one = Unlearn(PlantedForgetting.Original, options);
        using var other = Unlearn(PlantedForgetting.Original, options);

        Weights.AssertEqual(Weights.Of(one.Module), Weights.Of(other.Module));
        Weights.AssertEqual(before, Weights.Of(PlantedForgetting.Original.Module));
    }

    [TestMethod]
    public void Wrong_options_are_reported()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Unlearn(PlantedForgetting.Original, new CauOptions
        {
            ForgettingLoss = (ForgettingLoss)5, Beta = 0, ForgettingWeight = -1, FineTuningWeight = -2, NextRetainedWeight = double.NaN,
            DivergenceWeight = -0.5,
        }));

        Assert.AreEqual(
            "Cau: ForgettingLoss is 5; it must be GradientAscent or NegativePreference. Beta is 0; it must be a finite number above 0. "
            + "ForgettingWeight is -1; it must be a finite number, 0 or above. FineTuningWeight is -2; it must be a finite number, 0 or above. "
            + "NextRetainedWeight is NaN; it must be a finite number, 0 or above. DivergenceWeight is -0.5; it must be a finite number, 0 or above. (Parameter 'options')", exception.Message);
        var nothing = new CauOptions { ForgettingWeight = 0, FineTuningWeight = 0, DivergenceWeight = 0 };
        Assert.EndsWith(
            "The sum of the four weights is 0; it must be above 0. (Parameter 'options')",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Unlearn(PlantedForgetting.Original, nothing)).Message);
    }

    private static SequentialRecommenderTransformer Unlearn(SequentialRecommenderTransformer original, CauOptions options) =>
        PlantedForgetting.Context.Unlearning().Cau(original, options).Fit(PlantedForgetting.Windows);

    private static double UtilityAt1(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.SequentialRecommendation().Evaluate(model, PlantedForgetting.Partitioned).RecallAt(1);

    private static double ForgetHit(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.Unlearning().Evaluate(model, model, PlantedForgetting.Partitioned).HitAt(1);
}
