using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Rules;

namespace MLNetUnlearn.Tests.Unlearning.Rules;

[TestClass]
public sealed class UncertaintyWeightingTests
{
    /// <summary>Weights e⁻ˢ; s moves against ½ − e⁻ˢ L, which is cut to 1: 0.5 − 0.2, 0.5 − 0.5 and 0.5 − 3.</summary>
    [TestMethod]
    public void A_step_by_hand()
    {
        var rule = new UncertaintyWeighting { LearningRate = 0.1 };
        var combination = rule.Combine(RuleInputs.Of([[1], [1], [1]], losses: [0.2, 1, 3], state: [0, Math.Log(2), 0]));

        AssertAre([1, 0.5, 1], combination.Coefficients);
        AssertAre([-0.03, Math.Log(2), 0.1], combination.State);
        Assert.IsFalse(rule.NeedsGradients);
        CollectionAssert.AreEqual(new double[3], rule.StartState(3));
    }

    /// <summary>The stationary point of e⁻ˢ L + s/2 is e⁻ˢ = 1/(2L).</summary>
    [TestMethod]
    public void Weights_come_to_rest_at_half_the_inverse_of_a_loss_that_stays()
    {
        var rule = new UncertaintyWeighting { LearningRate = 0.1 };
        IReadOnlyList<double> state = rule.StartState(2);
        for (var step = 0; step < 1000; step++)
            state = rule.Combine(RuleInputs.Of([[1], [1]], losses: [0.25, 4], state: [.. state])).State;

        AssertAre([2, 0.125], rule.Combine(RuleInputs.Of([[1], [1]], losses: [0.25, 4], state: [.. state])).Coefficients);
    }

    [TestMethod]
    public void The_weight_of_a_loss_that_vanishes_stays_finite()
    {
        var next = new UncertaintyWeighting().Combine(RuleInputs.Of([[1]], losses: [0], state: [-9.999])).State;

        CollectionAssert.AreEqual(new[] { -10.0 }, next.ToArray());
    }

    [TestMethod]
    [DataRow("GA")]
    [DataRow("CalibratedAscent", DisplayName = "Also one with a lower bound, which is below 0")]
    public void A_loss_below_0_is_refused(string name)
    {
        GradientUnlearningOptions options = name == "GA" ? PlantedForgetting.Sruga(1, 1, 0) : new CalibratedAscentOptions { Seed = 5 };

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => PlantedForgetting.Context.Unlearning()
            .Custom(PlantedForgetting.Original, options with { Rule = new UncertaintyWeighting() }).Fit(PlantedForgetting.Windows));

        Assert.AreEqual(
            $"UncertaintyWeighting: the objective '{name}' may be below 0, so its weight would grow without end. "
            + "Use a loss of 0 or above, as NPO's, or another rule.", exception.Message);
    }

    [TestMethod]
    public void A_run_that_breaks_off_goes_on_with_what_the_rule_remembered()
    {
        using var folder = new TempFolder();
        var options = PlantedForgetting.Sruga(0, 1, 1) with { MaximumEpochs = 3, Rule = new UncertaintyWeighting { LearningRate = 0.2 } };
        var expected = Weights.Of(PlantedForgetting.Unlearn(options).Module);
        var kept = options with { Checkpoint = new CheckpointOptions { FilePath = folder.File("run.checkpoint") } };

        Assert.ThrowsExactly<TimeoutException>(() => PlantedForgetting.Unlearn(kept with
        {
            Progress = new Listener<UnlearningReport>(at => Break(at.Epoch == 2)),
        }));

        Weights.AssertEqual(expected, Weights.Of(PlantedForgetting.Unlearn(kept).Module));
        Assert.IsGreaterThan(0, Weights.Distance(expected, Weights.Of(PlantedForgetting.Unlearn(options with { Rule = new WeightedSum() }).Module)));
    }

    [TestMethod]
    public void Wrong_options_are_reported()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PlantedForgetting.Unlearn(
            new SrugaOptions { Rule = new UncertaintyWeighting { LearningRate = 0 } }));

        Assert.AreEqual("Sruga: Rule.LearningRate is 0; it must be a finite number above 0. (Parameter 'options')", exception.Message);
    }

    private static void Break(bool now)
    {
        if (now)
            throw new TimeoutException();
    }

    private static void AssertAre(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-9);
    }
}
