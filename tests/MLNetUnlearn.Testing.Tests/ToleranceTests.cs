using MLNetUnlearn.Testing.Tests.Support;

namespace MLNetUnlearn.Testing.Tests;

[TestClass]
public sealed class ToleranceTests
{
    /// <summary>Bands by hand: 0.2 ± 0.05; -40 ± 10 %, which is -44 to -36; open on one side.</summary>
    [TestMethod]
    [DataRow("\"metric\": 0.2, \"below\": 0.05, \"above\": 0.05", 0.15, 0.25, "0.15 to 0.25")]
    [DataRow("\"metric\": 0.3, \"below\": 0.1, \"above\": 0.2", 0.2, 0.5, "0.2 to 0.5")]
    [DataRow("\"metric\": -40, \"below\": 0.1, \"above\": 0.1, \"relative\": true", -44.0, -36.0, "-44 to -36")]
    [DataRow("\"metric\": 0.8, \"below\": 0.1", 0.7, 1e9, "at least 0.7")]
    [DataRow("\"metric\": 0.8, \"above\": 0.1", -1e9, 0.9, "at most 0.9")]
    [DataRow("\"metric\": 50, \"above\": 0.02, \"relative\": true", -1e9, 51.0, "at most 51")]
    public void The_ends_of_a_band_are_allowed_and_what_is_beyond_is_not(string entry, double least, double most, string band)
    {
        using var baseline = new TempBaseline($$"""{ "version": 1, "entries": { "m": { {{entry}} } } }""");

        baseline.Check(snapshot => snapshot.Metric("m", least, 0));
        baseline.Check(snapshot => snapshot.Metric("m", most, 0));
        foreach (var outside in (double[])[least - Math.Abs(least * 1e-3), most + Math.Abs(most * 1e-3)])
        {
            if (Math.Abs(outside) < 1e8)
                StringAssert.Contains(baseline.Failure(snapshot => snapshot.Metric("m", outside, 0)), $"allowed {band}.");
        }
    }

    [TestMethod]
    public void Figures_are_compared_at_six_significant_digits()
    {
        using var baseline = new TempBaseline("""{ "version": 1, "entries": { "m": { "metric": 0.333333, "below": 0, "above": 0 } } }""");

        baseline.Check(snapshot => snapshot.Metric("m", 1.0 / 3, 0));
        StringAssert.Contains(
            baseline.Failure(snapshot => snapshot.Metric("m", 0.333334, 0)),
            "- metric 'm': 0.333334; baseline 0.333333, allowed 0.333333 to 0.333333.");
    }

    [TestMethod]
    public void Each_tolerance_is_what_its_name_says()
    {
        Assert.AreEqual(new Tolerance(0.1, 0.1), Tolerance.Absolute(0.1));
        Assert.AreEqual(new Tolerance(0.1, 0.1, isRelative: true), Tolerance.Relative(0.1));
        Assert.AreEqual(new Tolerance(0.1, null), Tolerance.NotLower(0.1));
        Assert.AreEqual(new Tolerance(null, 0.1), Tolerance.NotHigher(0.1));
    }

    [TestMethod]
    [DataRow(null, null, "A tolerance needs an end: below, above or both. (Parameter 'below')")]
    [DataRow(-0.5, null, "below is -0.5; it must be a finite number, 0 or above, or null. (Parameter 'below')")]
    [DataRow(0.5, double.NaN, "above is NaN; it must be a finite number, 0 or above, or null. (Parameter 'above')")]
    [DataRow(0.5, double.PositiveInfinity, "above is Infinity; it must be a finite number, 0 or above, or null. (Parameter 'above')")]
    public void A_tolerance_that_is_none_is_refused(double? below, double? above, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new Tolerance(below, above)).Message);
}
