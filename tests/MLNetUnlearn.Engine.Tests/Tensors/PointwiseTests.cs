namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class PointwiseTests
{
    private static readonly long[] Sizes = [1, 3, 16, 37, 130];

    [TestMethod]
    public void ValuesMatchDoublePrecision()
    {
        double[] points = [-90, -20, -5, -1, -0.3, -1e-3, 0, 1e-6, 0.3, 1, 2, 5, 20, 80];
        Tensor x = tensor([.. points.Select(p => (float)p)]);
        points = [.. points.Select(p => (double)(float)p)];
        CheckAll(points, x.exp(), Math.Exp);
        CheckAll(points, x.sigmoid(), p => 1 / (1 + Math.Exp(-p)));
        CheckAll(points, x.tanh(), Math.Tanh);
        CheckAll(points, x.relu(), p => Math.Max(p, 0));
        CheckAll(points, x.square(), p => p * p);
        CheckAll(points, x.abs(), Math.Abs);
        CheckAll(points, x.clamp(-0.5, 2), p => Math.Clamp(p, -0.5, 2));
        CheckAll(points, x.clamp(min: 0.1), p => Math.Max(p, 0.1));
        CheckAll(points, nn.functional.softplus(x), p => Math.Max(p, 0) + Math.Log(1 + Math.Exp(-Math.Abs(p))));
        CheckAll(points, x.log_sigmoid(), p => Math.Min(p, 0) - Math.Log(1 + Math.Exp(-Math.Abs(p))));
        CheckAll(points, nn.functional.logsigmoid(x), p => Math.Min(p, 0) - Math.Log(1 + Math.Exp(-Math.Abs(p))));
    }

    [TestMethod]
    public void LogarithmAndRootCoverTheWholeRange()
    {
        double[] points = [1e-40, 1e-30, 1e-3, 0.5, 0.7, 1, 1.0001, 3, 1e10, 3e38];
        Tensor x = tensor([.. points.Select(p => (float)p)]);
        points = [.. points.Select(p => (double)(float)p)];
        CheckAll(points, x.log(), Math.Log, 1e-6);
        CheckAll(points, x.sqrt(), Math.Sqrt, 1e-6);
    }

    [TestMethod]
    public void SpecialValuesAreThoseOfIeee()
    {
        Tensor x = tensor([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -1f]);
        Values.AreClose([double.NaN, double.PositiveInfinity, 0, 1, Math.Exp(-1)], x.exp());
        Values.AreClose([double.NaN, double.PositiveInfinity, double.NaN, double.NegativeInfinity, double.NaN], x.log());
        Values.AreClose([double.NaN, 1, 0, 0.5, 1 / (1 + Math.E)], x.sigmoid());
        Values.AreClose([double.NaN, 1, -1, 0, Math.Tanh(-1)], x.tanh());
        Values.AreClose([double.NaN, double.PositiveInfinity, 0, 0, 0], x.relu());
        Values.AreClose([double.PositiveInfinity], tensor([89f]).exp());
        Values.AreClose([Math.Exp(88.7f)], tensor([88.7f]).exp());
    }

    [TestMethod]
    public void ExponentialIsAccurateEverywhere()
    {
        float[] points = [.. Enumerable.Range(0, 4001).Select(i => -87f + (i * 0.0435f))];
        float[] actual = Values.Floats(tensor(points).exp());
        for (int i = 0; i < points.Length; i++)
        {
            double expected = Math.Exp(points[i]);
            Assert.IsLessThan(3e-7, Math.Abs(actual[i] - expected) / expected, $"exp({points[i]})");
        }
    }

    [TestMethod]
    public void PowersMatch()
    {
        Values.AreClose([1, 4, 9], tensor([1f, 2f, 3f]).pow(2));
        Values.AreClose([1, Math.Pow(2, 1.5), Math.Pow(3, 1.5)], tensor([1f, 2f, 3f]).pow(1.5));
        Values.AreClose([1, -8, 27], tensor([1f, -2f, 3f]).pow(3));
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        foreach (long size in Sizes)
        {
            Tensor x = Values.Of(1, size), positive = Values.Positive(1, size);
            GradCheck.Run(t => t[0].exp(), x);
            GradCheck.Run(t => t[0].log(), positive);
            GradCheck.Run(t => t[0].sqrt(), positive);
            GradCheck.Run(t => t[0].square(), x);
            GradCheck.Run(t => t[0].pow(3), x);
            GradCheck.Run(t => t[0].abs(), x);
            GradCheck.Run(t => t[0].reciprocal(), positive);
            GradCheck.Run(t => t[0].sigmoid(), x);
            GradCheck.Run(t => t[0].tanh(), x);
            GradCheck.Run(t => t[0].relu(), x);
            GradCheck.Run(t => t[0].log_sigmoid(), x);
            GradCheck.Run(t => t[0].clamp(-0.41, 0.54), x);
            GradCheck.Run(t => nn.functional.gelu(t[0] * 3), x);
            GradCheck.Run(t => nn.functional.softplus(t[0] * 3), x);
            GradCheck.Run(t => nn.functional.softplus(t[0], beta: 2), x);
        }
    }

    [TestMethod]
    public void WhereChoosesAndSplitsTheGradient()
    {
        Tensor condition = tensor([true, false, true]);
        Values.AreClose([1, 20, 3], where(condition, tensor([1f, 2f, 3f]), tensor([10f, 20f, 30f])));
        GradCheck.Run(t => where(condition, t[0], t[1]), Values.Of(1, 2, 3), Values.Of(2, 3));
        GradCheck.Run(t => t[0].where(condition, t[1]), Values.Of(1, 3), Values.Of(2, 2, 1));
    }

    private static void CheckAll(double[] points, Tensor actual, Func<double, double> expected, double tolerance = 1e-5)
        => Values.AreClose([.. points.Select(expected)], actual, tolerance);
}
