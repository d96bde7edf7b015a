namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class GruTests
{
    // Mixed and empty; of length one only; one long; more than one group that goes through time together.
    private static readonly long[][] Lengths =
        [[3], [1, 4, 0, 2], [1, 1, 1, 1, 1], [200], [0, 0, 7, 20], [.. Enumerable.Range(0, 150).Select(i => (long)(i * 7 % 11))]];

    // Below, at and above the register widths, and not a multiple of any.
    private static readonly (long Width, long Size)[] Sizes = [(1, 1), (5, 3), (4, 8), (16, 16), (7, 17), (33, 50), (64, 64), (20, 65)];

    [TestMethod]
    public void MatchesTheEquationsInDoublePrecision()
    {
        foreach (long[] lengths in Lengths)
        {
            foreach ((long width, long size) in Sizes)
                Check(Inputs(lengths.Sum(), width, size), lengths);
        }
    }

    [TestMethod]
    [DataRow(128)]
    [DataRow(257)]
    [DataRow(512)]
    public void LargeStatesMatchTheEquations(long size)
    {
        Check(Inputs(8, 24, size), [2, 5, 1]);
    }

    [TestMethod]
    public void TwoStepsByHand()
    {
        // h = 1, d = 1; W_ih = (1, 2, 1), W_hh = (1, -1, 2), b_ih = (0, 0, 0.5), b_hh = (0, 0, 1); x = 0, then ln 2.
        // Step 1: r = σ(0) = 1/2, z = σ(0) = 1/2, n = tanh(0.5 + 1/2 · 1) = tanh(1) = 0.76159416, h = 1/2 · n = 0.38079708.
        // Step 2: r = σ(ln 2 + h) = 1 / (1 + e^-1.07394426) = 0.74534628, z = σ(2 ln 2 - h) = 1 / (1 + e^-1.00549728) = 0.73213804,
        //         n = tanh(ln 2 + 0.5 + r (2 h + 1)) = tanh(1.19314718 + 0.74534628 · 1.76159416) = tanh(2.50614483) = 0.98677672,
        //         h = (1 - z) n + z h = 0.26786196 · 0.98677672 + 0.73213804 · 0.38079708 = 0.54311597.
        Tensor[] inputs =
        [
            tensor([0f, MathF.Log(2)], [2, 1]), tensor([1f, 2, 1], [3, 1]), tensor([1f, -1, 2], [3, 1]),
            tensor([0f, 0, 0.5f]), tensor([0f, 0, 1]),
        ];
        Values.AreClose([0.38079708, 0.54311597], Run(inputs, [2]), 1e-6);
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        foreach ((long width, long size) in new[] { (1L, 1L), (3, 5), (4, 16), (2, 18) })
        {
            long[] lengths = [3, 1, 0, 5];
            GradCheck.Run(t => Run(t, lengths), Inputs(9, width, size));
        }
        GradCheck.Run(t => Run(t, [1, 1, 1]), Inputs(3, 3, 4));
    }

    [TestMethod]
    public void GradientsMatchDoublePrecisionDifferences()
    {
        foreach (long[] lengths in new[] { new long[] { 200 }, [.. Enumerable.Range(0, 90).Select(i => (long)(i * 7 % 11))] })
        {
            Tensor[] inputs = Inputs(lengths.Sum(), 6, 9);
            foreach (Tensor input in inputs) input.requires_grad_();
            float[] weights = Values.Numbers(lengths.Sum() * 9, 99);
            (Run(inputs, lengths) * tensor(weights, [lengths.Sum(), 9])).sum().backward();
            double[][] numbers = Numbers(inputs);
            for (int i = 0; i < inputs.Length; i++)
            {
                float[] grad = Values.Floats(inputs[i].grad!);
                for (int j = 0; j < grad.Length; j += 1 + (grad.Length / 20))
                {
                    double expected = ScalarGru.Slope(numbers, lengths, weights, i, j);
                    Assert.AreEqual(expected, grad[j], 1e-4 * (1 + Math.Abs(expected)), $"Input {i}, element {j}.");
                }
            }
        }
    }

    [TestMethod]
    public void OnlyWhatIsAskedForGetsAGradient()
    {
        for (int asked = 0; asked < 5; asked++)
        {
            Tensor[] all = Inputs(9, 4, 6), one = Inputs(9, 4, 6);
            foreach (Tensor input in all) input.requires_grad_();
            one[asked].requires_grad_();
            Run(all, [4, 5]).square().sum().backward();
            Run(one, [4, 5]).square().sum().backward();
            for (int i = 0; i < 5; i++)
            {
                if (i == asked) CollectionAssert.AreEqual(Values.Floats(all[i].grad!), Values.Floats(one[i].grad!));
                else Assert.IsNull(one[i].grad);
            }
        }
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        // Enough work for three threads.
        long[] lengths = [.. Enumerable.Range(0, 300).Select(i => (long)(i % 12))];
        float[][] results = new float[3][];
        for (int i = 0; i < 3; i++)
        {
            using ThreadCount _ = ThreadCount.Use(i + 1);
            Tensor[] inputs = Inputs(lengths.Sum(), 40, 70);
            foreach (Tensor input in inputs) input.requires_grad_();
            Tensor states = Run(inputs, lengths);
            states.square().sum().backward();
            results[i] = [.. Values.Floats(states), .. inputs.SelectMany(input => Values.Floats(input.grad!))];
        }
        CollectionAssert.AreEqual(results[0], results[1]);
        CollectionAssert.AreEqual(results[0], results[2]);
    }

    [TestMethod]
    public void NeighboursDoNotChangeABit()
    {
        Tensor[] inputs = Inputs(12, 5, 20);
        float[] together = Values.Floats(Run(inputs, [4, 1, 7]));
        inputs[0] = inputs[0].narrow(0, 5, 7);
        CollectionAssert.AreEqual(together[(5 * 20)..], Values.Floats(Run(inputs, [7])));
    }

    [TestMethod]
    public void StridedInputsAreReadAsTheyAre()
    {
        Tensor[] dense = Inputs(6, 4, 4);
        Tensor[] strided = [dense[0].t().contiguous().t(), dense[1].t().contiguous().t(), .. dense[2..]];
        Values.Match(Run(dense, [2, 4]), Run(strided, [2, 4]));
    }

    [TestMethod]
    public void NothingGivesNothing()
    {
        Tensor[] inputs = Inputs(0, 4, 3);
        foreach (Tensor input in inputs) input.requires_grad_();
        Tensor states = Run(inputs, [0, 0]);
        CollectionAssert.AreEqual(new long[] { 0, 3 }, states.shape);
        states.sum().backward();
        for (int i = 1; i < 5; i++) Values.Match(zeros(inputs[i].shape), inputs[i].grad!);
    }

    [TestMethod]
    public void StepsLeaveNothingBehindAndAllocateLittle()
    {
        long[] lengths = [.. Enumerable.Range(0, 100).Select(i => (long)(i % 10))];
        Tensor[] inputs = Inputs(lengths.Sum(), 16, 16);
        Tensor offsets = Offsets(lengths);
        foreach (Tensor input in inputs) input.requires_grad_();
        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            PackedOps.Gru(inputs[0], inputs[1], inputs[2], inputs[3], inputs[4], offsets).sum().backward();
        }

        using ThreadCount _ = ThreadCount.Use(1);
        for (int i = 0; i < 3; i++) Step();
        long buffers = BufferPool.LiveBuffers, bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) Step();
        long perStep = (GC.GetAllocatedBytesForCurrentThread() - bytes) / 20;
        Assert.AreEqual(buffers, BufferPool.LiveBuffers);
        // Handles, shapes and nodes of five small operations, and nothing that grows with the batch.
        Assert.IsLessThan(8 * 1024, perStep);
    }

    [TestMethod]
    public void InputsAreChecked()
    {
        Check("The input of a GRU must be a matrix, not [12].", 0, zeros(12));
        Check("weight_ih must be of shape [9, 4], not [9, 5].", 1, zeros(9, 5));
        Check("weight_hh must be of shape [3h, h], not [8, 3].", 2, zeros(8, 3));
        Check("bias_ih must be of shape [9], not [3].", 3, zeros(3));
        Check("bias_hh must be of shape [9], not [9, 1].", 4, zeros(9, 1));
        Check("A GRU needs float32, not Int64.", 4, zeros([9], dtype: ScalarType.Int64));
        Check("Offsets must run from 0 to the number of rows 2, not from 0 to 3.", 0, zeros(2, 4));
    }

    private static void Check(Tensor[] inputs, long[] lengths)
        => Values.AreClose(ScalarGru.States(Numbers(inputs), lengths), Run(inputs, lengths));

    private static double[][] Numbers(Tensor[] inputs)
        => [.. inputs.Select(input => Values.Floats(input.detach()).Select(value => (double)value).ToArray())];

    private static void Check(string message, int wrong, Tensor value)
    {
        Tensor[] inputs = Inputs(3, 4, 3);
        inputs[wrong] = value;
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => Run(inputs, [1, 2])).Message);
    }

    // x, weight_ih, weight_hh, bias_ih, bias_hh; the sums of products stay where the functions bend.
    private static Tensor[] Inputs(long rows, long width, long size) =>
    [
        Values.Of(1, rows, width), Values.Of(2, 3 * size, width) / Math.Sqrt(width), Values.Of(3, 3 * size, size) / Math.Sqrt(size),
        Values.Of(4, 3 * size), Values.Of(5, 3 * size),
    ];

    private static Tensor Run(Tensor[] t, long[] lengths) => PackedOps.Gru(t[0], t[1], t[2], t[3], t[4], Offsets(lengths));

    private static Tensor Offsets(long[] lengths)
    {
        var offsets = new long[lengths.Length + 1];
        for (int i = 0; i < lengths.Length; i++) offsets[i + 1] = offsets[i] + lengths[i];
        return tensor(offsets);
    }
}
