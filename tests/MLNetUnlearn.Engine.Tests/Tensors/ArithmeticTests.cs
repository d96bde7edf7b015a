namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class ArithmeticTests
{
    // Pairs that are the same, repeat over rows, columns, both, outer and middle dimensions, and are no multiple of any register.
    private static readonly (long[] Left, long[] Right)[] Pairs =
    [
        ([7], [7]), ([3, 5], [3, 5]), ([3, 19], [19]), ([3, 19], [1, 19]), ([3, 19], [3, 1]), ([3, 19], [1]), ([19], [3, 19]),
        ([3, 1], [1, 5]), ([1], [4, 3]), ([2, 3, 4], [3, 4]), ([2, 3, 4], [2, 1, 4]), ([2, 3, 4], [2, 1, 1]), ([2, 1, 4], [3, 1]),
        ([2, 3, 1], [2, 3, 4]), ([2, 3, 4], [2, 3, 1]), ([4, 3, 1], [3, 1]), ([0, 3], [3]),
    ];

    [TestMethod]
    public void BroadcastsLikeNestedLoops()
    {
        foreach ((long[] left, long[] right) in Pairs)
        {
            Tensor x = Values.Of(1, left), y = Values.Positive(2, right);
            CheckForward(x, y, x + y, (a, b) => a + b);
            CheckForward(x, y, x - y, (a, b) => a - b);
            CheckForward(x, y, x * y, (a, b) => a * b);
            CheckForward(x, y, x / y, (a, b) => a / b);
            CheckForward(x, y, x.add(y, 0.5), (a, b) => a + 0.5 * b);
            CheckForward(x, y, x.maximum(y), Math.Max);
            CheckForward(x, y, x.minimum(y), Math.Min);
        }
    }

    [TestMethod]
    public void GradientsOfBroadcastOperationsMatchDifferences()
    {
        foreach ((long[] left, long[] right) in Pairs.Where(pair => pair.Left[0] > 0))
        {
            Tensor x = Values.Of(1, left), y = Values.Positive(2, right);
            GradCheck.Run(t => t[0] + t[1], x, y);
            GradCheck.Run(t => t[0] - t[1], x, y);
            GradCheck.Run(t => t[0] * t[1], x, y);
            GradCheck.Run(t => t[0] / t[1], x, y);
            GradCheck.Run(t => t[0].add(t[1], -1.5), x, y);
            GradCheck.Run(t => t[0].maximum(t[1]), x, y);
            GradCheck.Run(t => t[0].minimum(t[1]), x, y);
        }
    }

    [TestMethod]
    public void EqualElementsShareTheGradientOfTheirExtreme()
    {
        Tensor x = tensor([1f, 2f], requires_grad: true), y = tensor([1f, 3f], requires_grad: true);
        x.maximum(y).sum().backward();
        Values.AreClose([0.5, 0], x.grad!);
        Values.AreClose([0.5, 1], y.grad!);
    }

    [TestMethod]
    public void NumbersTakePartOnEitherSide()
    {
        Tensor x = tensor([1f, 2f, 4f]);
        Values.AreClose([3, 4, 6], x + 2);
        Values.AreClose([3, 4, 6], 2f + x);
        Values.AreClose([-1, 0, 2], x - 2.0);
        Values.AreClose([1, 0, -2], 2L - x);
        Values.AreClose([0.5, 1, 2], x * 0.5);
        Values.AreClose([0.5, 1, 2], 0.5f * x);
        Values.AreClose([0.25, 0.5, 1], x / 4);
        Values.AreClose([8, 4, 2], 8 / x);
        Values.AreClose([-1, -2, -4], -x);
    }

    [TestMethod]
    public void GradientsOfNumberOperationsMatchDifferences()
    {
        Tensor x = Values.Positive(1, 5, 4);
        GradCheck.Run(t => (t[0] + 2) * 3, x);
        GradCheck.Run(t => 2 - (t[0] / 4), x);
        GradCheck.Run(t => 1 / t[0], x);
        GradCheck.Run(t => -(t[0] - 1), x);
    }

    [TestMethod]
    public void OneTensorMayBeBothOperands()
    {
        Tensor x = Values.Of(1, 3, 4);
        GradCheck.Run(t => t[0] * t[0], x);
        GradCheck.Run(t => t[0] + t[0], x);
    }

    [TestMethod]
    public void StridedOperandsAreReadInOrder()
    {
        Tensor x = Values.Of(1, 3, 4), y = Values.Of(2, 4, 3);
        CheckForward(x.t().contiguous(), y, x.t() + y, (a, b) => a + b);
        GradCheck.Run(t => t[0].t() * t[1], x, y);
        GradCheck.Run(t => t[0].narrow(1, 1, 2) * t[1].t().narrow(1, 0, 2), x, y);
    }

    [TestMethod]
    public void IntegersStayIntegers()
    {
        Tensor x = tensor([1L, 2, 3]), y = tensor([10L, 20, 30]);
        CollectionAssert.AreEqual(new[] { 11L, 22, 33 }, (x + y).data<long>().ToArray());
        CollectionAssert.AreEqual(new[] { 10L, 40, 90 }, (x * y).data<long>().ToArray());
        CollectionAssert.AreEqual(new[] { 3L, 4, 5 }, (x + 2).data<long>().ToArray());
        Assert.AreEqual(ScalarType.Float32, (x + 0.5).dtype);
        Assert.AreEqual(ScalarType.Float32, (x / y).dtype);
        Assert.AreEqual(ScalarType.Int64, (x + tensor([1, 2, 3])).dtype);
        Assert.AreEqual(ScalarType.Float32, (x * tensor([1f, 2f, 3f])).dtype);
    }

    private static void CheckForward(Tensor x, Tensor y, Tensor actual, Func<double, double, double> expected)
    {
        float[] left = Values.Floats(x.expand(actual.shape)), right = Values.Floats(y.expand(actual.shape));
        Values.AreClose([.. left.Zip(right, (a, b) => expected(a, b))], actual);
    }
}
