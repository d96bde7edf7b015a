using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Methods;

/// <summary>What the methods beside SRUGA do to a model of planted data, and what their options may be.</summary>
[TestClass]
public sealed class MethodsTests
{
    [TestMethod]
    public void Negative_preference_forgets_and_keeps_more_than_ascent_alone() =>
        AssertForgets(new NpoOptions { ForgettingWeight = 1 });

    [TestMethod]
    public void Random_labels_forget_and_keep_more_than_ascent_alone() =>
        AssertForgets(new RandomLabelOptions { ForgettingWeight = 1 });

    [TestMethod]
    public void Calibrated_ascent_forgets_and_keeps_more_than_ascent_alone() =>
        AssertForgets(new CalibratedAscentOptions { ForgettingWeight = 2 }, learningRate: 0.01);

    [TestMethod]
    public void The_divergence_over_the_catalogue_keeps_more_than_ascent_alone() => AssertForgets(
        PlantedForgetting.Sruga(0.5, 0.5, 1) with { DivergenceCandidates = DivergenceCandidates.Catalogue });

    /// <remarks>
    /// The level is a quantile of scores, so ascent alone drives the pairs' scores there and no further; without it, without end.
    /// </remarks>
    [TestMethod]
    public void Calibrated_ascent_leaves_scores_near_the_level()
    {
        var lowest = double.PositiveInfinity;
        var level = 0.0;
        double Lowest(GradientUnlearningOptions options)
        {
            lowest = double.PositiveInfinity;
            using var unlearned = Unlearn(new ProbeOptions(step =>
            {
                level = step.ControlScore(0.5);
                lowest = step.Epoch == 59 ? Math.Min(lowest, step.ForgetScores.mean().item<float>()) : lowest;
                return options.Objectives(step)[0].Loss;
            }) { MaximumEpochs = 60, LearningRate = 0.01 });
            return lowest;
        }

        var ascent = Lowest(PlantedForgetting.Sruga(1, 0, 0));
        var calibrated = Lowest(new CalibratedAscentOptions { ReferenceQuantile = 0.5 });

        Assert.IsLessThan(level - 60, ascent);
        Assert.IsGreaterThan(level - 15, calibrated);                                             // Adam runs past it for some steps
        Assert.IsLessThan(level + 1, calibrated);
    }

    [TestMethod]
    public void Random_items_are_none_of_their_users_and_new_at_every_step()
    {
        var draws = new List<string>();
        Unlearn(new ProbeOptions(step =>
        {
            var items = step.RandomItems.data<long>().ToArray();
            Assert.HasCount((int)step.ForgetTargets.shape[0], items);
            CollectionAssert.AreEqual(items, step.RandomItems.data<long>().ToArray());
            var targets = step.ForgetTargets.data<long>().ToArray();
            Assert.IsFalse(items.Zip(targets, (item, target) => item == target).Any(isTarget => isTarget));
            draws.Add(string.Join(' ', items));
            return step.ForgetScores.sum();
        }) { MaximumEpochs = 2 });

        Assert.AreEqual(draws.Count, draws.Distinct().Count());
    }

    [TestMethod]
    public void Calibrated_ascent_without_control_pairs_is_an_error()
    {
        var context = PlantedForgetting.Context;
        var windows = Views.Window(context, Views.Partitioned(context, Views.Split(context, "u1: a b c d e f"), "u1 c"));
        using var model = TableModel.Of(context, windows, (i, v) => i + v);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => context.Unlearning().CalibratedAscent(model, new CalibratedAscentOptions { Stop = new NoStop() }).Fit(windows));

        Assert.AreEqual(
            "CalibratedAscent: there is no control pair to take a reference score from: no user who forgets nothing has both a window and a "
            + "validation item ('ValidationItem'). Hold validation items out with SplitLeaveOneOut.", exception.Message);
    }

    [TestMethod]
    public void Options_have_their_bounds()
    {
        AssertRejected(
            () => PlantedForgetting.Context.Unlearning().Npo(PlantedForgetting.Original, new NpoOptions
            {
                LearningRate = 0, ForgettingWeight = -1, FineTuningWeight = double.NaN, DivergenceWeight = -2,
                DivergenceCandidates = (DivergenceCandidates)5, Beta = 0,
            }),
            "Npo: LearningRate is 0; it must be a finite number above 0. ForgettingWeight is -1; it must be a finite number, 0 or above. "
            + "FineTuningWeight is NaN; it must be a finite number, 0 or above. DivergenceWeight is -2; it must be a finite number, 0 or above. "
            + "DivergenceCandidates is 5; it must be Sampled or Catalogue. Beta is 0; it must be a finite number above 0.");
        AssertRejected(
            () => PlantedForgetting.Context.Unlearning().RandomLabel(
                PlantedForgetting.Original, forgettingWeight: 0, fineTuningWeight: 0, divergenceWeight: 0),
            "RandomLabel: The sum of the three weights is 0; it must be above 0.");
        AssertRejected(
            () => PlantedForgetting.Context.Unlearning().CalibratedAscent(
                PlantedForgetting.Original, new CalibratedAscentOptions { ReferenceQuantile = 1 }),
            "CalibratedAscent: ReferenceQuantile is 1; it must be in [0, 1).");
        AssertRejected(
            () => PlantedForgetting.Context.Unlearning().Sruga(
                PlantedForgetting.Original, new SrugaOptions { DivergenceCandidates = (DivergenceCandidates)2 }),
            "Sruga: DivergenceCandidates is 2; it must be Sampled or Catalogue.");
    }

    private static void AssertRejected(Action make, string message) => Assert.AreEqual(
        $"{message} (Parameter 'options')", Assert.ThrowsExactly<ArgumentOutOfRangeException>(make).Message);

    private static void AssertForgets(GradientUnlearningOptions options, double learningRate = 3e-3)
    {
        var method = options with { MaximumEpochs = 20, LearningRate = learningRate };
        using var unlearned = Unlearn(method);
        using var ascent = Unlearn(PlantedForgetting.Sruga(0.5, 0, 0) with { MaximumEpochs = 20, LearningRate = 3e-3 });

        Assert.IsLessThan(ForgetHit(PlantedForgetting.Original) - 0.05, ForgetHit(unlearned));
        Assert.IsGreaterThan(UtilityAt1(ascent) + 0.05, UtilityAt1(unlearned));
    }

    private static SequentialRecommenderTransformer Unlearn(GradientUnlearningOptions options) => PlantedForgetting.Context.Unlearning()
        .Custom(PlantedForgetting.Original, options with { BatchSize = 32, Stop = new NoStop(), Seed = 5 }).Fit(PlantedForgetting.Windows);

    private static double UtilityAt1(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.SequentialRecommendation().Evaluate(model, PlantedForgetting.Partitioned).RecallAt(1);

    private static double ForgetHit(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.Unlearning().Evaluate(model, model, PlantedForgetting.Partitioned).HitAt(1);
}
