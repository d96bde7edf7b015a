using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class MeanIntervalTests
{
    // t·s/√n with s² = Σ(x − mean)²/(n − 1), t from a table of Student's distribution: 0.975, n − 1 degrees of freedom.
    [TestMethod]
    [DataRow(new[] { 1.0, 3.0 }, 2.0, 12.706)]
    [DataRow(new[] { 1.0, 2.0, 3.0 }, 2.0, 4.303 / 1.7320508075688772)]
    [DataRow(new[] { 2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0 }, 5.0, 2.365 * 2.1380899352993952 / 2.8284271247461903)]
    [DataRow(new[] { 5.0, 5.0, 5.0 }, 5.0, 0.0)]
    public void Mean_and_half_width_are_those_of_the_table(double[] values, double mean, double half)
    {
        var interval = MeanInterval.Of(values)!;

        Assert.AreEqual(values.Length, interval.Count);
        Assert.AreEqual(mean, interval.Mean, 1e-12);
        Assert.AreEqual(half, interval.Half!.Value, 1e-3 * Math.Max(half, 1e-9));
    }

    [TestMethod]
    public void Many_values_have_the_quantile_of_thirty()
    {
        // 20 times 0 and 20 times 2: mean 1, s² = 40/39.
        var interval = MeanInterval.Of(Enumerable.Range(0, 40).Select(place => place % 2 * 2.0))!;

        Assert.AreEqual(2.042 * Math.Sqrt(40.0 / 39) / Math.Sqrt(40), interval.Half!.Value, 1e-9);
    }

    [TestMethod]
    public void The_standard_deviation_is_by_one_less_than_there_are_values()
    {
        Assert.AreEqual(1, MeanInterval.Of([1, 2, 3])!.StandardDeviation!.Value, 1e-12);
        Assert.IsNull(MeanInterval.Of([1])!.StandardDeviation);
    }

    [TestMethod]
    public void One_value_has_no_interval_and_none_no_mean()
    {
        Assert.IsNull(MeanInterval.Of([0.5])!.Half);
        Assert.AreEqual("0.500", MeanInterval.Of([0.5])!.ToText(3));
        Assert.IsNull(MeanInterval.Of([]));
    }

    [TestMethod]
    [DataRow(new[] { 1233.0, 1235.0 }, 0, "1,234 ± 13")]
    [DataRow(new[] { -0.25 }, 2, "−0.25")]
    [DataRow(new[] { -0.001 }, 2, "0.00")]
    public void Text_has_commas_and_a_minus_where_it_says_something(double[] values, int decimals, string text) =>
        Assert.AreEqual(text, MeanInterval.Of(values)!.ToText(decimals));
}
