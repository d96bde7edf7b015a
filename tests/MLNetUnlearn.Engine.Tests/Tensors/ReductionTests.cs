namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class ReductionTests
{
    private static readonly (long[] Shape, long[] Dims)[] Cases =
    [
        ([5], [0]), ([3, 17], [0]), ([3, 17], [1]), ([3, 17], [-1]), ([3, 17], [0, 1]), ([2, 3, 4], [1]),
        ([2, 3, 4], [0, 2]), ([2, 3, 4], [-2, -1]),
        ([300, 33], [0]), ([1, 4], [0]),
    ];

    [TestMethod]
    public void SumsAndMeansMatchLoops()
    {
        foreach ((long[] shape, long[] dims) in Cases)
        {
            Tensor x = Values.Of(1, shape);
            foreach (bool keepdim in new[] { false, true })
            {
                double[] sums = Loop(x, dims);
                double count = (double)x.numel() / sums.Length;
                long[] expected = Shape(shape, dims, keepdim);
                CollectionAssert.AreEqual(expected, x.sum(dims, keepdim).shape);
                Values.AreClose(sums, x.sum(dims, keepdim), 1e-4);
                CollectionAssert.AreEqual(expected, x.mean(dims, keepdim).shape);
                Values.AreClose([.. sums.Select(sum => sum / count)], x.mean(dims, keepdim));
            }
            Values.AreClose([Values.Floats(x).Sum(v => (double)v)], x.sum(), 1e-4);
            Values.AreClose([Values.Floats(x).Average(v => (double)v)], x.mean());
        }
    }

    [TestMethod]
    public void OneDimensionNeedsNoArray()
    {
        Tensor x = Values.Of(1, 3, 5);
        Values.Match(x.sum([1]), x.sum(1));
        CollectionAssert.AreEqual(new long[] { 3, 1 }, x.sum(1, keepdim: true).shape);
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        foreach ((long[] shape, long[] dims) in Cases.Where(c => c.Shape[0] < 100))
        {
            Tensor x = Values.Of(1, shape);
            GradCheck.Run(t => t[0].sum(dims), x);
            GradCheck.Run(t => t[0].sum(dims, true), x);
            GradCheck.Run(t => t[0].mean(dims), x);
            GradCheck.Run(t => t[0].sum(), x);
            GradCheck.Run(t => t[0].mean(), x);
            GradCheck.Run(t => (t[0] * 2).norm(), x);
        }
    }

    [TestMethod]
    public void ASumOfSingleElementsIsACopy()
    {
        Tensor x = tensor([1f, 2f], [2, 1], requires_grad: true);
        Tensor sum = x.sum(1, keepdim: true);
        Assert.IsTrue(x.is_leaf);
        Assert.IsFalse(sum.is_leaf);
        using (no_grad()) sum.fill_(5);
        Values.AreClose([1, 2], x);
    }

    [TestMethod]
    public void LongSumsStayAccurate()
    {
        Tensor ones = torch.ones(3_000_001);
        Assert.AreEqual(3_000_001f, ones.sum().item<float>());
        Assert.AreEqual(1f, ones.mean().item<float>());
    }

    [TestMethod]
    public void IntegersAndTruthValuesAddUpToIntegers()
    {
        Assert.AreEqual(6L, tensor([1L, 2, 3]).sum().item<long>());
        Assert.AreEqual(2L, tensor([true, false, true]).sum().item<long>());
        Assert.AreEqual(6f, tensor([1L, 2, 3]).sum(ScalarType.Float32).item<float>());
        CollectionAssert.AreEqual(new[] { 4L, 6 }, tensor([1L, 2, 3, 4], [2, 2]).sum(0L).data<long>().ToArray());
    }

    [TestMethod]
    public void NormsMatch()
    {
        Tensor x = tensor([3f, -4f]);
        Values.AreClose([5], x.norm());
        Values.AreClose([7], x.norm(1f));
        Values.AreClose([4], x.norm(float.PositiveInfinity));
    }

    [TestMethod]
    public void LogSumExpSurvivesLargeNumbers()
    {
        Tensor x = tensor([1000f, 1000f, -5f, 0f], [2, 2]);
        Values.AreClose([1000 + Math.Log(2), Math.Log(Math.Exp(-5) + 1)], x.logsumexp(1));
        CollectionAssert.AreEqual(new long[] { 2, 1 }, x.logsumexp(1, keepdim: true).shape);
        GradCheck.Run(t => t[0].logsumexp(1), Values.Of(1, 3, 19));
        GradCheck.Run(t => t[0].logsumexp(0), Values.Of(1, 4, 3));
        GradCheck.Run(t => t[0].logsumexp(-1, true), Values.Of(1, 2, 2, 5));
    }

    [TestMethod]
    public void SoftmaxAndItsLogarithmMatch()
    {
        foreach ((long[] shape, long dim) in new[] { (new long[] { 3, 21 }, 1L), ([3, 21], 0), ([2, 5, 3], 1), ([7], 0), ([2, 2, 40], -1) })
        {
            Tensor x = Values.Of(1, shape) * 4;
            Tensor e = x.exp();
            Tensor expected = e / e.sum(dim, keepdim: true);
            Values.Match(expected, x.softmax(dim));
            Values.Match(expected, nn.functional.softmax(x, dim));
            Values.Match(expected.log(), x.log_softmax(dim));
            Values.Match(expected.log(), nn.functional.log_softmax(x, dim));
            GradCheck.Run(t => t[0].softmax(dim), x);
            GradCheck.Run(t => t[0].log_softmax(dim), x);
        }
        Values.AreClose([0.5, 0.5], tensor([1000f, 1000f]).softmax(0));
    }

    private static double[] Loop(Tensor x, long[] dims)
    {
        long[] shape = x.shape;
        float[] values = Values.Floats(x);
        var result = new double[Shape(shape, dims, false).Aggregate(1L, (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++)
        {
            long at = 0, rest = i, step = 1;
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                rest = Math.DivRem(rest, shape[d], out long digit);
                if (dims.Contains(d) || dims.Contains(d - shape.Length)) continue;
                at += digit * step;
                step *= shape[d];
            }
            result[at] += values[i];
        }
        return result;
    }

    private static long[] Shape(long[] shape, long[] dims, bool keepdim)
    {
        bool Reduced(int d) => dims.Contains(d) || dims.Contains(d - shape.Length);
        return [.. shape.Select((size, d) => (size, d)).Where(p => keepdim || !Reduced(p.d)).Select(p => Reduced(p.d) ? 1 : p.size)];
    }
}
