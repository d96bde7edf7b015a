using MLNetUnlearn.Experiments;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments;

[TestClass]
public sealed class SweepVariantsTests
{
    [TestMethod]
    public void Values_become_variants_and_points_of_a_report()
    {
        using var temp = new TempFolder();
        var request = new TinyRequest();
        var sweep = SweepVariants.OfValues(
            "SRUGA", "Epochs", TinyRequest.Options, [1, 2.5], (options, value) => options with { MaximumEpochs = (int)(2 * value) });

        var runs = request.Context.Unlearning().Sweep(
            request.Original, request.Windows, sweep.Variants, _ => new Dictionary<string, double>(), temp.Path);

        CollectionAssert.AreEqual(new[] { "SRUGA, Epochs = 1", "SRUGA, Epochs = 2.5" }, runs.Select(run => run.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 4.0, 10 }, runs.Select(run => run.Figures["cost.steps"]).ToArray()); // two a pass
        CollectionAssert.AreEqual(new[] { "1", "2.5" }, runs.Select(run => run.Settings["Epochs"]).ToArray());
        Assert.AreEqual(("SRUGA: Epochs", "Epochs"), (sweep.Report.Title, sweep.Report.Parameter));
        CollectionAssert.AreEqual(
            new[] { (1.0, runs[0].Name), (2.5, runs[1].Name) }, sweep.Report.Points.Select(point => (point.Value, point.RunName)).ToArray());
    }

    [TestMethod]
    public void Changes_come_one_at_a_time_behind_the_whole()
    {
        using var temp = new TempFolder();
        var request = new TinyRequest();
        var variants = SweepVariants.OfChanges(
            "SRUGA", TinyRequest.Options, ("one pass", options => options with { MaximumEpochs = 1 }),
            ("large batch", options => options with { BatchSize = 3 }));

        var runs = request.Context.Unlearning().Sweep(
            request.Original, request.Windows, variants, _ => new Dictionary<string, double>(), temp.Path);

        CollectionAssert.AreEqual(new[] { "SRUGA", "SRUGA, one pass", "SRUGA, large batch" }, runs.Select(run => run.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 6.0, 2, 3 }, runs.Select(run => run.Figures["cost.steps"]).ToArray());
        Assert.AreEqual("one pass", runs[1].Settings["Change"]);
    }
}
