using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>First weights of a module: Xavier-normal matrices (Glorot and Bengio 2010), zero biases and zero padding rows.</summary>
internal static class WeightInitializer
{
    private const int Piece = 1 << 16;

    /// <summary>Fills every parameter; each has a stream of its own, so adding one does not change the others.</summary>
    public static void Apply(nn.Module module, long seed)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var stream = 0UL;
        foreach (var (name, parameter) in module.named_parameters())
        {
            stream++;
            if (parameter.dim() > 1)
                FillXavierNormal(parameter, new CounterRandom((ulong)seed, stream));
            else if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.zero_();
        }
    }

    /// <summary>Zeroes row 0, the padding value, of an embedding.</summary>
    public static void ZeroPadding(Embedding embedding)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        embedding.weight!.narrow(0, 0, 1).zero_();
    }

    private static void FillXavierNormal(Tensor parameter, CounterRandom random)
    {
        var shape = parameter.shape;
        var field = shape.Skip(2).Aggregate(1L, (product, size) => product * size); // of a convolution; 1 for a matrix
        var (fanOut, fanIn) = (shape[0] * field, shape[1] * field);
        var deviation = Math.Sqrt(2.0 / (fanIn + fanOut));
        var flat = parameter.view(-1);
        for (var start = 0L; start < flat.shape[0]; start += Piece) // in pieces, since a table may be large
        {
            using var scope = torch.NewDisposeScope();
            var values = new float[Math.Min(Piece, flat.shape[0] - start)];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)(deviation * random.NextGaussian());
            flat.narrow(0, start, values.Length).copy_(torch.tensor(values, [values.Length], device: torch.CPU));
        }
    }
}
