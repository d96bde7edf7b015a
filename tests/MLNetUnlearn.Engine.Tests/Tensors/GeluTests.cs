namespace MLNetUnlearn.Engine.Tests.Tensors;

/// <summary>Against x Φ(x) with Φ from its series (small x) or the tail's continued fraction (large x).</summary>
[TestClass]
public sealed partial class GeluTests
{
    private static readonly float[] Points = [.. Enumerable.Range(0, 1601).Select(i => -8f + (i * 0.01f))];

    [TestMethod]
    public void GeluIsAccurateEverywhere()
    {
        float[] actual = Values.Floats(nn.functional.gelu(tensor(Points)));
        for (int i = 0; i < Points.Length; i++)
        {
            double expected = Points[i] * Normal(Points[i]);
            Assert.IsLessThan(4e-7 + (1e-6 * Math.Abs(expected)), Math.Abs(actual[i] - expected), $"gelu({Points[i]})");
        }
    }

    [TestMethod]
    public void FarValuesAndNaNAreKept()
        => Values.AreClose(
            [double.NaN, double.PositiveInfinity, 0, 0, 100], nn.functional.gelu(tensor([float.NaN, float.PositiveInfinity, 0f, -100f, 100f])));

    // Abramowitz and Stegun 26.2.10 and 26.2.14.
    private static double Normal(double x)
    {
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI), size = Math.Abs(x);
        if (size < 3)
        {
            double term = x, sum = x;
            for (int n = 1; n < 60; n++)
            {
                term *= x * x / ((2 * n) + 1);
                sum += term;
            }
            return 0.5 + (density * sum);
        }
        double fraction = size;
        for (int n = 200; n >= 1; n--) fraction = size + (n / fraction);
        return x < 0 ? density / fraction : 1 - (density / fraction);
    }
}
