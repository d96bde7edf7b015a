namespace MLNetUnlearn.Engine.Tests.Tensors;

/// <summary>What is refused, and how it is said.</summary>
[TestClass]
public sealed class ErrorTests
{
    [TestMethod]
    public void ShapesThatDoNotFitAreNamed()
    {
        Tensor x = zeros(2, 3), y = zeros(2, 4);
        Check("The shapes [2, 3] and [2, 4] cannot be broadcast to one another.", () => x + y);
        Check("Matrices of shapes [2, 3] and [2, 4] cannot be multiplied.", () => x.mm(y));
        Check("Matrices of shapes [2, 3] and [2, 4] cannot be multiplied.", () => x.bmm(y));
        Check("The shapes [2, 3] and [2, 4] differ in other dimensions than 0.", () => cat([x, y]));
        Check("Tensors of shapes [2, 3] and [2, 4] cannot be stacked.", () => stack([x, y]));
        Check("The shape [4] does not fit the 6 elements of [2, 3].", () => x.view(4));
        Check("The shape [2, 3] cannot be expanded to [2, 5].", () => x.expand(2, 5));
        Check("An input of shape [2, 3] does not fit a weight of shape [2, 4].", () => nn.functional.linear(x, y));
        Check("An input of shape [2, 3] does not end in the shape [4].", () => nn.functional.layer_norm(x, [4]));
        Check("The input has the shape [2, 3], the target [2, 4].", () => nn.functional.binary_cross_entropy_with_logits(x, y));
        Check("The shape [2, 4] cannot be expanded to [2, 3].", () => x.copy_(y));
        Check("The shape [2, 2, 3] cannot be broadcast to [2, 3] in place.", () => x.add_(zeros(2, 2, 3)));
        Check("4 elements do not fill a tensor of shape [2, 3].", () => tensor(new float[4], [2, 3]));
    }

    [TestMethod]
    public void TypesThatDoNotFitAreNamed()
    {
        Tensor x = zeros(2, 2);
        Check("Matrix products need float32, not Int64 and Float32.", () => zeros([2, 2], ScalarType.Int64).mm(x));
        Check("Indices must be int64 or int32, not Float32.", () => x.index_select(0, zeros(1)));
        Check("A condition must be bool, not Float32.", () => where(x, x, x));
        Check("The function needs float32, not Int64: convert with to_type.", () => tensor([1L]).exp());
        Check("A factor of 0.5 does not fit tensors of integers.", () => tensor([1L]).add(tensor([1L]), 0.5));
        Check("A mean needs float32, not Int64.", () => tensor([1L]).mean());
        Check("Int64 is not compatible with Float32.", () => x.data<long>());
        Check("item() needs one element; the tensor has shape [2, 2].", () => x.item<float>());
    }

    [TestMethod]
    public void TheLiteralZeroIsATypeToSum()
        => Check("sum(0) means a sum in the element type 0; say sum(0L) for the first dimension.", () => zeros(2, 2).sum(0));

    [TestMethod]
    public void IndicesOutsideAreRefused()
    {
        Tensor x = zeros(2, 3);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.index_select(0, tensor([2L])));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.index_select(0, tensor([-1L])));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.gather(1, tensor([3L, 0], [2, 1])));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.narrow(1, 2, 2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.sum(2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.size(2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.topk(4));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => x.data<float>()[6]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => nn.Embedding(3, 2).call(tensor([3L])));
    }

    [TestMethod]
    public void ADisposedTensorIsRefused()
    {
        Tensor x = zeros(2);
        x.Dispose();
        x.Dispose();
        Assert.IsTrue(x.IsInvalid);
        Assert.AreEqual("disposed", x.ToString());
        Assert.ThrowsExactly<InvalidOperationException>(() => x + 1);
    }

    private static void Check(string message, Func<object> action)
        => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => action()).Message);
}
