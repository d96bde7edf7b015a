namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class ComparisonTests
{
    [TestMethod]
    public void ComparisonsOfTensorsAndNumbers()
    {
        Tensor x = tensor([1f, 2f, 3f]), y = tensor([2f, 2f, 2f]);
        Check([false, true, false], x.eq(y));
        Check([false, true, true], x.ge(y));
        Check([false, false, true], x.gt(y));
        Check([true, true, false], x.le(y));
        Check([true, false, false], x.lt(y));
        Check([false, true, false], x.eq(2));
        Check([false, true, true], x.ge(2));
        Check([false, false, true], x.gt(2));
        Check([true, true, false], x.le(2));
        Check([true, false, false], x.lt(2));
        Check([true, false, false], tensor([1L, 2, 3]).lt(1.5));
        Check([false, true], tensor([long.MaxValue - 1, long.MaxValue]).eq(long.MaxValue));
    }

    [TestMethod]
    public void NothingEqualsNotANumber()
    {
        Tensor x = tensor([float.NaN, float.PositiveInfinity, 1f]);
        Check([false, true, true], x.eq(x));
        Check([true, false, false], x.isnan());
        Check([false, false, true], x.isfinite());
        Check([false, true, false], x.gt(2));
    }

    [TestMethod]
    public void AllAndAny()
    {
        Assert.IsTrue(tensor([true, true]).all().item<bool>());
        Assert.IsFalse(tensor([true, false]).all().item<bool>());
        Assert.IsTrue(tensor([true, false]).any().item<bool>());
        Assert.IsFalse(tensor([false, false]).any().item<bool>());
        Assert.IsTrue(tensor([1f, 2f]).isfinite().all().item<bool>());
    }

    private static void Check(bool[] expected, Tensor actual)
    {
        Assert.AreEqual(ScalarType.Bool, actual.dtype);
        CollectionAssert.AreEqual(expected, actual.data<bool>().ToArray());
    }
}
