namespace MLNetUnlearn.Engine.Tests.Packed;

/// <summary>A linear layer steps over the zeros that a ReLU and a dropout leave; that must not be seen in any number.</summary>
[TestClass]
public sealed class SparseLinearTests
{
    // Whole groups of registers, single registers, sums that end within a register and those longer than one mask of 64.
    private static readonly (int Rows, int In, int Out)[] Shapes =
        [(1, 16, 16), (7, 64, 64), (5, 70, 80), (9, 130, 48), (3, 5, 16), (4, 64, 50)];

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
                t => SeededOps.Dropout(nn.functional.linear(t[0], t[1], t[2]), 0.7, 5), Values.Of(1, m, k), Values.Of(2, n, k),
                Values.Of(3, n));
            GradCheck.Run(
                t => SeededOps.Dropout(nn.functional.linear(Dropped(t[0]), t[1]), 0.7, 5) + t[2], Values.Of(1, m, k), Values.Of(2, n, k),
                Values.Of(3, m, n));
        }
    }

    /// <summary>Zeros hide NaN on the other side only where they are stepped over: 64 columns fill four registers of any width.</summary>
    [TestMethod]
    public void ZerosBeforeTheLayerAreSteppedOver()
    {
        const int M = 7, K = 70, N = 64, Column = 67, Row = 2;
        float[] x = Values.Numbers(M * K, 1), w = Values.Numbers(N * K, 2), slopes = Values.Numbers(M * N, 3);
        for (int i = 0; i < M; i++) x[(i * K) + Column] = -1; // the ReLU makes it 0
        for (int i = 0; i < K; i++) x[(Row * K) + i] = -1;
        for (int j = 0; j < N; j++) (w[(j * K) + Column], slopes[(Row * N) + j]) = (float.NaN, float.NaN);
        float[] dropped = Values.Floats(Dropped(tensor(x, [M, K])));
        Tensor weight = tensor(w, [N, K]).requires_grad_();

        Tensor y = nn.functional.linear(Dropped(tensor(x, [M, K])), weight);
        autograd.backward([y], [tensor(slopes, [M, N])]);

        Values.AreClose(
            [.. from row in Enumerable.Range(0, M)
                from j in Enumerable.Range(0, N)
                select Enumerable.Range(0, K).Where(i => i != Column).Sum(i => (double)dropped[(row * K) + i] * w[(j * K) + i])],
            y);
        Values.AreClose(
            [.. from j in Enumerable.Range(0, N)
                from i in Enumerable.Range(0, K)
                select Enumerable.Range(0, M).Where(row => row != Row).Sum(row => (double)dropped[(row * K) + i] * slopes[(row * N) + j])],
            weight.grad!);
    }

    [TestMethod]
    public void ZerosAfterTheLayerAreSteppedOver()
    {
        const int M = 2, K = 64, N = 50;
        double[] mask = Mask(M * N);
        int hidden = Enumerable.Range(0, N).First(j => mask[j] == 0 && mask[N + j] == 0);
        float[] input = Values.Numbers(M * K, 1), w = Values.Numbers(N * K, 2);
        for (int i = 0; i < K; i++) w[(hidden * K) + i] = float.NaN;
        Tensor x = tensor(input, [M, K]).requires_grad_(), weight = tensor(w, [N, K]).requires_grad_();

        SeededOps.Dropout(nn.functional.linear(x, weight), 0.75, 5).sum().backward();

        Values.AreClose(
            [.. from row in Enumerable.Range(0, M)
                from i in Enumerable.Range(0, K)
                select Enumerable.Range(0, N).Where(j => j != hidden).Sum(j => mask[(row * N) + j] * w[(j * K) + i])],
            x.grad!);
        Values.AreClose(
            [.. from j in Enumerable.Range(0, N)
                from i in Enumerable.Range(0, K)
                select Enumerable.Range(0, M).Sum(row => mask[(row * N) + j] * input[(row * K) + i])],
            weight.grad!);
    }

    [TestMethod]
    public void RowsThatTheDropoutHidesDoNotReachTheWeight()
    {
        const int M = 8, K = 64, N = 3;
        double[] mask = Mask(M * N);
        int hidden = Enumerable.Range(0, M).First(row => mask.AsSpan(row * N, N).IndexOfAnyExcept(0) < 0);
        float[] input = Values.Numbers(M * K, 1);
        input.AsSpan(hidden * K, K).Fill(float.NaN);
        Tensor weight = Values.Of(2, N, K).requires_grad_();

        SeededOps.Dropout(nn.functional.linear(tensor(input, [M, K]), weight), 0.75, 5).sum().backward();

        Values.AreClose(
            [.. from j in Enumerable.Range(0, N)
                from i in Enumerable.Range(0, K)
                select Enumerable.Range(0, M).Where(row => row != hidden).Sum(row => mask[(row * N) + j] * input[(row * K) + i])],
            weight.grad!);
    }

    /// <summary>Many rows go in chunks; what is there already is added to.</summary>
    [TestMethod]
    public void TheWeightsGradientIsTheSumOverManyRows()
    {
        const int M = 600, K = 64, N = 16;
        float[] x = Sparse(M * K), slopes = Values.Numbers(M * N, 3);
        Tensor weight = Values.Of(2, N, K).requires_grad_();

        for (int times = 1; times <= 2; times++)
        {
            Tensor y = nn.functional.linear(Dropped(tensor(Values.Numbers(M * K), [M, K])), weight);
            autograd.backward([y], [tensor(slopes, [M, N])]);

            Values.AreClose(
                [.. from j in Enumerable.Range(0, N)
                    from i in Enumerable.Range(0, K)
                    select times * Enumerable.Range(0, M).Sum(row => (double)x[(row * K) + i] * slopes[(row * N) + j])],
                weight.grad!);
        }
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        float[][] results = [.. new[] { 1, 2, 3 }.SelectMany(threads =>
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            Tensor x = Values.Of(1, 700, 64).requires_grad_(), w = Values.Of(2, 64, 64).requires_grad_();
            Tensor y = SeededOps.Dropout(nn.functional.linear(Dropped(x), w), 0.7, 5);
            y.sum().backward();
            return new[] { Values.Floats(y), Values.Floats(x.grad!), Values.Floats(w.grad!) };
        })];

        for (int i = 3; i < results.Length; i++) CollectionAssert.AreEqual(results[i % 3], results[i]);
    }

    // The mask of a dropout by the key 5: three of four are hidden, the others multiplied by 4.
    private static double[] Mask(int count)
        => [.. Enumerable.Range(0, count).Select(i => CounterHash.Bits(5, (uint)i) >= 0.75 * 4294967296.0 ? 4.0 : 0)];

    private static Tensor Dropped(Tensor x) => SeededOps.ReluDropout(x, 0.5, 3);

    private static float[] Sparse(int count)
        => [.. Values.Numbers(count).Select((value, i) => CounterHash.Bits(3, (uint)i) >= 1u << 31 ? 2 * Math.Max(value, 0) : 0)];
}
