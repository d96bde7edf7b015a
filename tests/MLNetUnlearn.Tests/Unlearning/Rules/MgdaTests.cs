using Microsoft.ML;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Rules;

[TestClass]
public sealed class MgdaTests
{
    private static readonly Mgda Plain = new() { Normalization = GradientNormalization.None, Epsilon = 1e-12 };

    /// <summary>
    /// By hand: of (2, 0) and (0, 1) the shortest point of the segment is 0.2·(2, 0) + 0.8·(0, 1) = (0.4, 0.8). Normalised they are
    /// orthonormal, so each has half. Of (1, 0) and (3, 1) it is the first alone. With losses 4 and 1 the first pair is (0.5, 0) and
    /// (0, 1): shares 0.8 and 0.2, of gradients divided by 4 and by 1.
    /// </summary>
    [TestMethod]
    [DataRow(GradientNormalization.None, new[] { 2.0, 0, 0, 1 }, new[] { 0.2, 0.8 })]
    [DataRow(GradientNormalization.L2, new[] { 2.0, 0, 0, 1 }, new[] { 0.25, 0.5 })]
    [DataRow(GradientNormalization.Loss, new[] { 2.0, 0, 0, 1 }, new[] { 0.2, 0.2 })]
    [DataRow(GradientNormalization.None, new[] { 1.0, 0, 3, 1 }, new[] { 1.0, 0 })]
    public void Two_gradients_by_hand(GradientNormalization normalization, double[] numbers, double[] expected)
    {
        var combination = new Mgda { Normalization = normalization }.Combine(RuleInputs.Of([.. numbers.Chunk(2)], losses: [-4, 1]));

        Assert.IsNull(combination.Ended);
        for (var i = 0; i < 2; i++)
            Assert.AreEqual(expected[i], combination.Coefficients[i], 1e-12);
    }

    [TestMethod]
    public void The_point_of_least_norm_is_that_of_the_seven_faces() => RuleInputs.Holds(gradients =>
    {
        var shares = MinNormOf(gradients);
        var norm = Faces.Norm(Faces.Sum(gradients, shares));
        var longest = gradients.Max(Faces.Norm);
        return shares.All(share => share >= 0) && Math.Abs(shares.Sum() - 1) < 1e-12
            && Math.Abs((norm * norm) - Math.Pow(Faces.LeastNorm(gradients), 2)) < 1e-10 * longest * longest;
    });

    [TestMethod]
    public void The_direction_worsens_no_objective() => RuleInputs.Holds(gradients =>
    {
        var combination = new Mgda().Combine(RuleInputs.Of(gradients));
        var direction = Faces.Sum(gradients, combination.Coefficients);
        return combination.Ended is not null
            || gradients.All(gradient => Faces.Norm(gradient) < 0.02 || Faces.Dot(gradient, direction) > -1e-9);
    });

    [TestMethod]
    public void The_scale_of_an_objective_changes_nothing_but_its_coefficient() => RuleInputs.Holds(gradients =>
    {
        var one = new Mgda().Combine(RuleInputs.Of(gradients));
        double[][] scaled = [[.. gradients[0].Select(number => number * 8)], gradients[1], gradients[2]];
        var other = new Mgda { Epsilon = 1e-3 / 8 }.Combine(RuleInputs.Of(scaled));
        return one.Ended is not null || other.Ended is not null || gradients.Any(gradient => Faces.Norm(gradient) < 0.1)
            || Math.Abs(one.Coefficients[0] - (8 * other.Coefficients[0])) < 1e-6;
    });

    [TestMethod]
    public void The_trap_opposite_objectives_are_Pareto_stationary()
    {
        var combination = new Mgda().Combine(RuleInputs.Of([[1, -2, 3], [-2, 4, -6]]));

        Assert.AreEqual(
            "Pareto-stationary, no direction improves one objective without worsening another (|d| = 0.0E+000)", combination.Ended);
    }

    [TestMethod]
    public void An_objective_at_its_own_optimum_does_not_stop_the_others()
    {
        var combination = new Mgda().Combine(RuleInputs.Of([[3, 0], [0, 0], [0, 4e-4]]));

        Assert.IsNull(combination.Ended);
        CollectionAssert.AreEqual(new[] { 1 / 3.0, 0, 0 }, combination.Coefficients.ToArray());
        Assert.AreEqual("no objective has a gradient", new Mgda().Combine(RuleInputs.Of([[0, 0], [0, 0]])).Ended);
    }

    /// <summary>The known trap: to forget what is also to be kept.</summary>
    [TestMethod]
    public void A_run_that_is_to_forget_and_keep_the_same_says_so_and_returns_the_original()
    {
        var mlContext = new MLContext(seed: 1);
        var log = new LogLines(mlContext, "Contrary");
        var windows = Views.Window(mlContext, Views.Partitioned(mlContext, Views.Split(mlContext, "u1: a b c d e; u2: b c e a"), "u1 c"));
        var model = TableModel.Of(mlContext, windows, (i, v) => i - v);

        using var unlearned = mlContext.Unlearning().Custom(
            model, new ContraryOptions { Rule = new Mgda(), Stop = new NoStop(), Seed = 1 }).Fit(windows);

        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(unlearned.Module));
        Assert.AreEqual(
            "Contrary: ended after 0 steps: Pareto-stationary, no direction improves one objective without worsening another "
            + "(|d| = 0.0E+000).", log.All[1]);
        Assert.AreEqual("Contrary: 0 steps, 0.0 passes over 1 pairs to forget.", log.Warnings.Single());
    }

    [TestMethod]
    public void Wrong_options_are_reported()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new MLContext(1).Unlearning().Sruga(
            PlantedForgetting.Original, new SrugaOptions { Rule = new Mgda { Epsilon = 0, Normalization = (GradientNormalization)9 } }));

        Assert.AreEqual(
            "Sruga: Rule.Normalization is 9; it must be L2, Loss or None. Rule.Epsilon is 0; it must be in (0, 1). (Parameter 'options')",
            exception.Message);
    }

    private static IReadOnlyList<double> MinNormOf(double[][] gradients)
    {
        // A gradient of 0 is left out by the rule; here, where the hull is meant, it is the answer.
        var zero = Array.FindIndex(gradients, gradient => Faces.Norm(gradient) == 0);
        if (zero >= 0)
            return [.. gradients.Select((_, i) => i == zero ? 1.0 : 0)];
        var combination = Plain.Combine(RuleInputs.Of(gradients));
        return combination.Coefficients.Any(share => share != 0) ? combination.Coefficients : [0, 0, 0];
    }

    private sealed record ContraryOptions : GradientUnlearningOptions
    {
        public override string Name => "Contrary";

        public override IReadOnlyList<Objective> Objectives(UnlearningStep step) =>
            [new("forget", -step.ForgetScores.mean()), new("keep", step.ForgetScores.mean())];
    }
}
