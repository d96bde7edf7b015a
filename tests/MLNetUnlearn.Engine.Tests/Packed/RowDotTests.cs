namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class RowDotTests
{
    [TestMethod]
    public void MatchesProductAndSum()
    {
        foreach ((long rows, long columns) in new[] { (1L, 1L), (7, 5), (40, 64), (3, 100) })
        {
            Tensor a = Values.Of(1, rows, columns), b = Values.Of(2, rows, columns);
            Values.Match((a * b).sum(1), PackedOps.RowDot(a, b));
            GradCheck.Run(t => PackedOps.RowDot(t[0], t[1]), a, b);
        }
        GradCheck.Run(t => PackedOps.RowDot(t[0], t[0]), Values.Of(1, 3, 5));
        Assert.ThrowsExactly<ArgumentException>(() => PackedOps.RowDot(zeros(2, 3), zeros(3, 2)));
    }
}
