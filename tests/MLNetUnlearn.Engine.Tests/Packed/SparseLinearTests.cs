namespace MLNetUnlearn.Engine.Tests.Packed;

/// <summary>A linear layer steps over the zeros that a ReLU and a dropout leave; that must not be seen in any number.</summary>
[TestClass]
public sealed class SparseLinearTests
{
    // Whole groups of registers, single registers, sums that end within a register and those longer than one mask of 64.
    private static readonly (int Rows, int In, int Out)[] Shapes = [(1, 16, 16), (7, 64, 64), (5, 70, 80), (9, 130, 48), (3, 5, 16), (4, 64, 50)];

    [TestMethod]
    public void TheResultIsTheProduct()
    {
        foreach ((int m, int k, int n) in Shapes)
        {
            float[] x = Sparse(m * k), w = Values.Numbers(n * k, 2), b = Values.Numbers(n, 3);
            double[] expected = [.. from row in Enumerable.Range(0, m)
                                    from column in Enumerable.Range(0, n)
                                    select b[column] + Enumerable.Range(0, k).Sum(i => (double)x[(row * k) + i] * w[(column * k) + i])];

            Values.AreClose(expected, nn.functional.linear(Dropped(tensor(Values.Numbers(m * k), [m, k])), tensor(w, [n, k]), tensor(b)));
        }
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        foreach ((int m, int k, int n) in Shapes)
        {
            if (m * k * n > 20_000) continue; // differences of every weight take long
            // Zeros before the layer, after it, and on both sides.
            GradCheck.Run(t => nn.functional.linear(Dropped(t[0]), t[1], t[2]), Values.Of(1, m, k), Values.Of(2, n, k), Values.Of(3, n));
            GradCheck.Run(
                t => SeededOps.Dropout(nn.functional.linear(t[0], t[1], t[2]), 0.7, 5), Values.Of(1, m, k), Values.Of(2, n, k), Values.Of(3, n));
            GradCheck.Run(
                t => SeededOps.Dropout(nn.functional.linear(Dropped(t[0]), t[1]), 0.7, 5) + t[2], Values.Of(1, m, k), Values.Of(2, n, k),
                Values.Of(3, m, n));
        }
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        float[][] results = [.. new[] { 1, 2, 3 }.SelectMany(threads =>
        {
            set_num_threads(threads);
            Tensor x = Values.Of(1, 700, 64).requires_grad_(), w = Values.Of(2, 64, 64).requires_grad_();
            Tensor y = SeededOps.Dropout(nn.functional.linear(Dropped(x), w), 0.7, 5);
            y.sum().backward();
            return new[] { Values.Floats(y), Values.Floats(x.grad!), Values.Floats(w.grad!) };
        })];
        set_num_threads(Environment.ProcessorCount);

        for (int i = 3; i < results.Length; i++) CollectionAssert.AreEqual(results[i % 3], results[i]);
    }

    private static Tensor Dropped(Tensor x) => SeededOps.ReluDropout(x, 0.5, 3);

    private static float[] Sparse(int count)
        => [.. Values.Numbers(count).Select((value, i) => CounterHash.Bits(3, (uint)i) >= 1u << 31 ? 2 * Math.Max(value, 0) : 0)];
}
