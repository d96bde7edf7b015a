namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class LinearAlgebraTests
{
    [TestMethod]
    public void ProductsMatchHandCalculation()
    {
        Tensor a = tensor([1f, 2f, 3f, 4f], [2, 2]), b = tensor([5f, 6f, 7f, 8f], [2, 2]);
        Values.AreClose([19, 22, 43, 50], a.mm(b));
        Values.AreClose([19, 22, 43, 50], a.matmul(b));
        Values.AreClose([26, 30, 38, 44], a.t().mm(b));
        Values.AreClose([17, 23, 39, 53], a.mm(b.t()));
        Values.AreClose([5, 11], a.matmul(tensor([1f, 2f])));
        Values.AreClose([7, 10], tensor([1f, 2f]).matmul(a));
        Values.AreClose([5], tensor([1f, 2f]).matmul(tensor([1f, 2f])));
        Values.AreClose([20, 24, 44, 52], tensor([1f, 2f]).addmm(a, b));
        Values.AreClose([9.5 + 3, 11 + 6, 21.5 + 3, 25 + 6], tensor([1f, 2f]).addmm(a, b, beta: 3, alpha: 0.5f));
    }

    [TestMethod]
    public void StacksAreMultipliedPairByPair()
    {
        Tensor a = Values.Of(1, 3, 4, 5), b = Values.Of(2, 3, 5, 2);
        Tensor product = a.bmm(b);
        for (long i = 0; i < 3; i++)
        {
            Tensor expected = a.narrow(0, i, 1).squeeze(0).mm(b.narrow(0, i, 1).squeeze(0));
            Values.Match(expected, product.narrow(0, i, 1).squeeze(0));
        }
        Values.Match(product, a.matmul(b));
        Tensor matrix = Values.Of(3, 5, 6);
        CollectionAssert.AreEqual(new long[] { 3, 4, 6 }, a.matmul(matrix).shape);
        Values.Match(a.reshape(12, 5).mm(matrix).reshape(3, 4, 6), a.matmul(matrix));
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        GradCheck.Run(t => t[0].mm(t[1]), Values.Of(1, 3, 5), Values.Of(2, 5, 4));
        GradCheck.Run(t => t[0].mm(t[1].t()), Values.Of(1, 3, 5), Values.Of(2, 4, 5));
        GradCheck.Run(t => t[0].t().mm(t[1]), Values.Of(1, 5, 3), Values.Of(2, 5, 4));
        GradCheck.Run(t => t[0].bmm(t[1]), Values.Of(1, 2, 3, 5), Values.Of(2, 2, 5, 4));
        GradCheck.Run(t => t[0].bmm(t[1].transpose(1, 2)), Values.Of(1, 2, 3, 5), Values.Of(2, 2, 4, 5));
        GradCheck.Run(t => t[0].matmul(t[1]), Values.Of(1, 2, 3, 5), Values.Of(2, 5, 4));
        GradCheck.Run(t => t[0].matmul(t[1]), Values.Of(1, 3, 5), Values.Of(2, 5));
        GradCheck.Run(t => t[0].addmm(t[1], t[2], beta: 0.5f, alpha: 2), Values.Of(1, 4), Values.Of(2, 3, 5), Values.Of(3, 5, 4));
    }
}
