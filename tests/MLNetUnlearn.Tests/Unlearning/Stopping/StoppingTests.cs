using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Stopping;

/// <summary>When unlearning stops, with five pairs to forget.</summary>
[TestClass]
public sealed partial class StoppingTests
{
    private const string Forget = "u1 b; u1 c; u1 d; u2 d; u2 e";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;
    private readonly IDataView _windows;

    public StoppingTests()
    {
        _log = new LogLines(_mlContext, "Sruga", "Probe");
        var split = Views.Split(_mlContext, "u1: a b c d e f g; u2: b d e f a g; u3: c d e f a; u4: f e d c b");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, split, Forget));
    }

    [TestMethod]
    public void The_calibrated_rule_stops_before_the_first_step_when_nothing_is_remembered()
    {
        // All scores are equal and ties count against the model: neither the forgotten items nor the controls are found.
        var model = Model((_, _) => 0);

        var unlearned = _mlContext.Unlearning().Sruga(model, new SrugaOptions { Seed = 1 }).Fit(_windows);

        CollectionAssert.AreEqual(
            new[]
            {
                "Sruga: step 0 (epoch 0/1000), Hit@10 on the forget set 0.000, on control pairs 0.000",
                "Sruga: 0 steps, 0.0 passes over 5 pairs to forget.",
            },
            Lines);
        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(unlearned.Module));
    }

    [TestMethod]
    public void The_calibrated_rule_stops_at_the_first_check_at_which_the_controls_are_found_as_often()
    {
        // Every forgotten item is on top by 1, the controls nowhere; a step lowers a score by the learning rate.
        var model = Model((i, v) => (i, v) is (1, 2) or (1, 3) or (1, 4) or (2, 4) or (2, 5) ? 1 : 0);

        _mlContext.Unlearning().Sruga(model, new SrugaOptions
        {
            GradientAscentWeight = 1, FineTuningWeight = 0, DivergenceWeight = 0, LearningRate = 0.1, MaximumEpochs = 1000, Seed = 1,
            Stop = new CalibratedStop { CheckEverySteps = 3 },
        }).Fit(_windows);

        var checks = Lines[..^1].Select(line => CheckLine().Match(line)).ToArray();
        Assert.IsGreaterThan(1, checks.Length);
        for (var i = 0; i < checks.Length; i++)
        {
            Assert.AreEqual($"{3 * i}", checks[i].Groups["step"].Value);
            var level = Math.Max(Number(checks[i], "control"), Number(checks[0], "control"));
            Assert.AreEqual(i == checks.Length - 1, Number(checks[i], "forget") <= level);
        }
        Assert.StartsWith($"Sruga: {3 * (checks.Length - 1)} steps, ", Lines[^1]);
    }

    [TestMethod]
    public void A_rule_is_told_how_often_controls_were_found_before_the_first_step()
    {
        // The validation items of u3 (f after c, d, e) and u4 (c after f, e, d) hit after whichever item of theirs comes last, until the
        // first step takes all scores away.
        var model = Model((i, v) => (i, v) is (3 or 4 or 5, 6) or (6 or 5 or 4, 3) ? 1 : 0);
        var seen = new List<UnlearningProgress>();
        var probe = new ProbeOptions(step =>
        {
            ((TableModule)step.Student).Write((_, _) => 0);
            return step.ForgetScores.mean();
        }) { LearningRate = 1e-12, Stop = new ProbeStop(seen, Every: 1, Checks: 2), Seed = 1 };

        _mlContext.Unlearning().Custom(model, probe).Fit(_windows);

        CollectionAssert.AreEqual(
            new[] { (1.0, 1.0), (0.0, 1.0) },
            seen.Select(at => (Math.Round(at.ControlHit, 9), Math.Round(at.FirstControlHit, 9))).ToArray());
    }

    [TestMethod]
    public void The_patience_rule_stops_when_the_hit_rate_does_not_fall()
    {
        // Three steps per epoch; at so small a step nothing changes, so the first check's figure stays the lowest.
        Unlearn(new ProbeOptions(step => step.ForgetScores.mean())
        {
            BatchSize = 2, LearningRate = 1e-12, Stop = new PatienceStop { CheckEveryEpochs = 2, PatienceEpochs = 3 },
        });

        CollectionAssert.AreEqual(new[] { 0.0, 6, 12 }, Lines[..^1].Select(line => Number(CheckLine().Match(line), "step")).ToArray());
        Assert.AreEqual("Probe: 12 steps, 4.0 passes over 5 pairs to forget.", Lines[^1]);
    }

    [TestMethod]
    public void A_rule_of_ones_own_is_asked_before_the_first_step_and_then_as_often_as_it_says()
    {
        var seen = new List<UnlearningProgress>();

        Unlearn(new ProbeOptions(step => step.ForgetScores.mean())
        {
            BatchSize = 2, LearningRate = 1e-12, Stop = new ProbeStop(seen, Every: 4, Checks: 3),
        });

        var told = seen.Select(at => (at.Step, at.Epoch, at.EpochsSinceForgetHitFell)).ToArray();
        CollectionAssert.AreEqual(new[] { (0, 0, 0), (4, 1, 1), (8, 2, 2) }, told);
        Assert.AreEqual("Probe: 8 steps, 2.7 passes over 5 pairs to forget.", Lines[^1]);
    }

    // But for the last line, which says what still holds the forgotten.
    private string[] Lines => _log.All[..^1];

    [GeneratedRegex(@"^\w+: step (?<step>\d+) \(epoch \d+/1000\)(, loss -?\d+\.\d{4})?, Hit@10 on the forget set (?<forget>\d\.\d{3}), on control pairs (?<control>\d\.\d{3})(, at most \d+ s left)?$")]
    private static partial Regex CheckLine();

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private void Unlearn(ProbeOptions options) =>
        _mlContext.Unlearning().Custom(Model((i, v) => i - v), options with { Seed = 1 }).Fit(_windows);

    private SequentialRecommenderTransformer Model(Func<int, int, double> score) => TableModel.Of(_mlContext, _windows, score);
}
