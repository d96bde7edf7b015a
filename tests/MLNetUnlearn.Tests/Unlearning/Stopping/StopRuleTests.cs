using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning.Stopping;

/// <summary>The rules by themselves.</summary>
[TestClass]
public sealed class StopRuleTests
{
    [TestMethod]
    [DataRow(0.5, 0.4, 0.4, false)]
    [DataRow(0.4, 0.4, 0.3, true, DisplayName = "as often as the controls now")]
    [DataRow(0.4, 0.3, 0.4, true, DisplayName = "as often as the controls before the first step")]
    [DataRow(0.2, 0.4, 0.3, true)]
    public void The_calibrated_rule_stops_when_the_forget_set_is_found_no_better_than_the_controls_now_or_at_first(
        double forget, double control, double firstControl, bool stops) =>
        Assert.AreEqual(stops, new CalibratedStop().IsReached(new UnlearningProgress(10, 1, forget, control, firstControl, 0)));

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(29, false)]
    [DataRow(30, true)]
    [DataRow(31, true)]
    public void The_patience_rule_stops_when_the_hit_rate_has_not_fallen_for_30_epochs(int epochs, bool stops) =>
        Assert.AreEqual(stops, new PatienceStop().IsReached(new UnlearningProgress(100, 100, 1, 0, 0, epochs)));

    [TestMethod]
    public void No_rule_never_stops() => Assert.IsFalse(new NoStop().IsReached(new UnlearningProgress(10_000, 1000, 0, 1, 1, 1000)));

    [TestMethod]
    public void Rules_are_asked_as_often_as_they_say()
    {
        Assert.AreEqual(7, new CalibratedStop().StepsBetweenChecks(stepsPerEpoch: 7));
        Assert.AreEqual(5, new CalibratedStop().StepsBetweenChecks(stepsPerEpoch: 2));
        Assert.AreEqual(3, new CalibratedStop { CheckEverySteps = 3 }.StepsBetweenChecks(stepsPerEpoch: 7));
        Assert.AreEqual(10, new CalibratedStop { CheckEveryPasses = 0.35 }.StepsBetweenChecks(stepsPerEpoch: 27));
        Assert.AreEqual(1, new CalibratedStop { CheckEveryPasses = 0.35 }.StepsBetweenChecks(stepsPerEpoch: 2));
        Assert.AreEqual(10, new CalibratedStop { CheckEveryPasses = 2 }.StepsBetweenChecks(stepsPerEpoch: 1));
        Assert.AreEqual(int.MaxValue, new CalibratedStop { CheckEveryPasses = 1e300 }.StepsBetweenChecks(stepsPerEpoch: 4));
        Assert.AreEqual(70, new PatienceStop().StepsBetweenChecks(stepsPerEpoch: 7));
        Assert.AreEqual(int.MaxValue, new PatienceStop { CheckEveryEpochs = 1 << 30 }.StepsBetweenChecks(stepsPerEpoch: 4));
        Assert.AreEqual(14, new PatienceStop { CheckEveryEpochs = 2 }.StepsBetweenChecks(stepsPerEpoch: 7));
    }
}
