namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class AttentionTests
{
    // Short, long (beyond the short-segment path), empty, and of length one.
    private static readonly long[][] Lengths = [[3], [1, 4, 0, 2], [5, 20, 3], [0, 0, 7], [37]];

    [TestMethod]
    public void MatchesAComposition()
    {
        foreach (long[] lengths in Lengths)
        {
            foreach ((int heads, double p, bool causal) in new[] { (1, 0.0, true), (2, 0.0, false), (1, 0.4, false), (3, 0.3, true) })
            {
                long rows = lengths.Sum();
                Tensor q = Values.Of(1, rows, 12), k = Values.Of(2, rows, 12), v = Values.Of(3, rows, 12);
                Tensor actual = PackedOps.Attention(q, k, v, Offsets(lengths), heads, p, 5, causal);
                Values.Match(Composed(q, k, v, lengths, heads, p, 5, causal), actual);
            }
        }
    }

    [TestMethod]
    public void GradientsMatchTheComposition()
    {
        foreach (long[] lengths in Lengths)
        {
            foreach ((int heads, double p, bool causal) in new[] { (1, 0.0, true), (2, 0.3, false), (3, 0.3, true) })
            {
                long rows = lengths.Sum();
                Tensor weights = Values.Of(4, rows, 12);
                Tensor[] fused = Leaves(rows), composed = Leaves(rows);
                (PackedOps.Attention(fused[0], fused[1], fused[2], Offsets(lengths), heads, p, 5, causal) * weights).sum().backward();
                (Composed(composed[0], composed[1], composed[2], lengths, heads, p, 5, causal) * weights).sum().backward();
                for (int i = 0; i < 3; i++) Values.Match(composed[i].grad!, fused[i].grad!, 2e-5);
            }
        }
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        Tensor offsets = Offsets([4, 1, 0, 3]);
        Tensor[] inputs = [Values.Of(1, 8, 6), Values.Of(2, 8, 6), Values.Of(3, 8, 6)];
        GradCheck.Run(t => PackedOps.Attention(t[0], t[1], t[2], offsets, 2, 0, 0, true), inputs);
        GradCheck.Run(t => PackedOps.Attention(t[0], t[1], t[2], offsets, 1, 0.3, 9, false), inputs);
    }

    [TestMethod]
    public void ColumnsOfAWiderMatrixAreReadInPlace()
    {
        Tensor wide = Values.Of(1, 9, 12);
        Tensor offsets = Offsets([5, 4]);
        Tensor Run(Tensor x) => PackedOps.Attention(x.narrow(1, 0, 4), x.narrow(1, 4, 4), x.narrow(1, 8, 4), offsets, 1, 0, 0, true);
        Tensor Copy(long start) => wide.narrow(1, start, 4).contiguous();
        Tensor expected = PackedOps.Attention(Copy(0), Copy(4), Copy(8), offsets, 1, 0, 0, true);
        Values.Match(expected, Run(wide));
        GradCheck.Run(t => Run(t[0]), wide);
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        long[] lengths = [.. Enumerable.Range(0, 200).Select(i => (long)(i % 12))];
        long rows = lengths.Sum();
        float[][] results = new float[2][];
        for (int i = 0; i < 2; i++)
        {
            using ThreadCount _ = ThreadCount.Use(1 + (2 * i));
            Tensor[] leaves = Leaves(rows);
            PackedOps.Attention(leaves[0], leaves[1], leaves[2], Offsets(lengths), 2, 0.5, 3, true).square().sum().backward();
            results[i] = [.. leaves.SelectMany(leaf => Values.Floats(leaf.grad!))];
        }
        CollectionAssert.AreEqual(results[0], results[1]);
    }

    [TestMethod]
    public void NothingGivesNothing()
    {
        Tensor x = zeros([0, 4]);
        CollectionAssert.AreEqual(new long[] { 0, 4 }, PackedOps.Attention(x, x, x, tensor([0L]), 1, 0, 0, true).shape);
    }

    [TestMethod]
    public void InputsAreChecked()
    {
        Tensor x = zeros(3, 4);
        Check<ArgumentException>("Offsets must run from 0 to the number of rows 3, not from 0 to 2.", x, x, [0, 2], 1);
        Check<ArgumentException>("Offsets must not fall, but 1 follows 2.", x, x, [0, 2, 1, 3], 1);
        Check<ArgumentException>("Query, key and value must be matrices of one shape, not [3, 4] and [2, 4].", x, zeros(2, 4), [0, 3], 1);
        Check<ArgumentOutOfRangeException>(null, x, x, [0, 3], 3);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PackedOps.Attention(x, x, x, tensor([0L, 3]), 1, 2, 0, true));
    }

    private static void Check<TException>(string? message, Tensor query, Tensor key, long[] offsets, int heads)
        where TException : Exception
    {
        Tensor bounds = tensor(offsets);
        TException error = Assert.ThrowsExactly<TException>(() => PackedOps.Attention(query, key, query, bounds, heads, 0, 0, true));
        if (message is not null) Assert.AreEqual(message, error.Message);
    }

    private static Tensor[] Leaves(long rows)
        => [.. Enumerable.Range(1, 3).Select(seed => Values.Of(seed, rows, 12).requires_grad_())];

    private static Tensor Offsets(long[] lengths)
    {
        var offsets = new long[lengths.Length + 1];
        for (int i = 0; i < lengths.Length; i++) offsets[i + 1] = offsets[i] + lengths[i];
        return tensor(offsets);
    }

    private static Tensor Composed(Tensor q, Tensor k, Tensor v, long[] lengths, int heads, double p, long seed, bool causal)
    {
        long width = q.shape[1] / heads, first = 0, longest = lengths.Max();
        var segments = new List<Tensor>();
        foreach (long length in lengths)
        {
            if (length == 0) continue;
            var parts = new List<Tensor>();
            for (int head = 0; head < heads; head++)
            {
                Tensor Part(Tensor x) => x.narrow(0, first, length).narrow(1, head * width, width);
                Tensor scores = Part(q).mm(Part(k).t()) / Math.Sqrt(width);
                Tensor weights = (scores + Hidden(length, causal)).softmax(1) * Mask(first, length, head, heads, longest, p, seed);
                parts.Add(weights.mm(Part(v)));
            }
            segments.Add(cat(parts, 1));
            first += length;
        }
        return cat(segments);
    }

    private static Tensor Hidden(long length, bool causal)
    {
        var values = new float[length * length];
        for (long i = 0; i < length; i++)
        {
            for (long j = i + 1; j < length && causal; j++) values[(i * length) + j] = float.NegativeInfinity;
        }
        return tensor(values, [length, length]);
    }

    private static Tensor Mask(long first, long length, int head, int heads, long longest, double p, long seed)
    {
        var values = new float[length * length];
        for (long i = 0; i < length; i++)
        {
            for (long j = 0; j < length; j++)
            {
                var index = (uint)(((((first + i) * heads) + head) * longest) + j);
                values[(i * length) + j] = CounterHash.Bits(seed, index) >= Math.Floor(p * 4294967296.0) ? (float)(1 / (1 - p)) : 0;
            }
        }
        return tensor(values, [length, length]);
    }
}
