using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class CurveRecorderTests
{
    [TestMethod]
    public void Steps_of_slices_that_are_trained_one_after_another_are_counted_on()
    {
        var curve = new CurveRecorder();

        foreach (var (epoch, step) in new[] { (1, 3), (2, 6), (1, 2), (2, 4), (1, 9) })
            ((IProgress<TrainingProgress>)curve).Report(new TrainingProgress(epoch, 2, step, 0.5, null, 0, TimeSpan.Zero, 10));

        CollectionAssert.AreEqual(new long[] { 3, 6, 8, 10, 19 }, curve.Points.Select(point => point.Step).ToArray());
        CollectionAssert.AreEqual(new int?[] { 1, 2, 1, 2, 1 }, curve.Points.Select(point => point.Epoch).ToArray());
    }

    [TestMethod]
    public void A_second_unlearning_goes_on_where_the_first_ended()
    {
        var (request, curve) = (new TinyRequest(), new CurveRecorder());

        for (var run = 0; run < 2; run++)
            request.Context.Unlearning().Sruga(request.Original, TinyRequest.Options with { Progress = curve }).Fit(request.Windows);

        CollectionAssert.AreEqual(new long[] { 2, 4, 6, 8, 10, 12 }, curve.Points.Select(point => point.Step).ToArray());
    }
}
