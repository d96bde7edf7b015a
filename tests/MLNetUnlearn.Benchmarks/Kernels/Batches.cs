namespace MLNetUnlearn.Benchmarks.Kernels;

/// <summary>Tensors like those of a training step: packed windows of different lengths, most of them short.</summary>
internal static class Batches
{
    public const int Windows = 128;
    public const int Size = 64;

    /// <summary>Bounds of windows of up to n items, about 45 % of whose places are taken.</summary>
    public static long[] Offsets(int longest)
    {
        var (random, offsets) = (new Random(1), new long[Windows + 1]);
        for (var window = 0; window < Windows; window++)
            offsets[window + 1] = offsets[window] + 1 + (long)((longest - 1) * random.NextDouble() * random.NextDouble() * 1.6 % longest);
        return offsets;
    }

    public static Tensor Values(int seed, params long[] shape)
    {
        var random = new Random(seed);
        var count = (int)shape.Aggregate((a, b) => a * b);
        return torch.tensor(Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f).ToArray(), shape);
    }

    public static Tensor Rows(int seed, int count, int below)
    {
        var random = new Random(seed);
        return torch.tensor(Enumerable.Range(0, count).Select(_ => (long)random.Next(1, below)).ToArray());
    }
}
