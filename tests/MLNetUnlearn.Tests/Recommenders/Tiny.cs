using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Small networks with weights that are a formula of their name and place, and what goes in and comes out.</summary>
internal static class Tiny
{
    public const int ItemCount = 6;
    public const int MaximumLength = 4;

    public static T Filled<T>(T module)
        where T : SequenceModule
    {
        var (parameter, d) = (0, (int)module.ItemEmbedding.weight!.shape[1]);
        foreach (var (name, weight) in module.named_parameters())
            Weights.Set(weight, Values(name, ++parameter, (int)weight.numel(), d));
        module.eval();
        return module;
    }

    /// <summary>The hidden states of some sequences packed together: per row d numbers.</summary>
    public static float[][] Hidden(SequenceModule module, params long[][] sequences) => Hidden(module, MaximumLength, sequences);

    public static float[][] Hidden(SequenceModule module, int maximumLength, long[][] sequences)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var hidden = module.call(Pack(maximumLength, sequences));
        return [.. hidden.data<float>().ToArray().Chunk((int)hidden.shape[1])];
    }

    public static PackedSequences Pack(params long[][] sequences) => Pack(MaximumLength, sequences);

    public static PackedSequences Pack(int maximumLength, long[][] sequences)
    {
        var offsets = new List<long> { 0 };
        foreach (var sequence in sequences)
            offsets.Add(offsets[^1] + sequence.Length);
        return new PackedSequences([.. sequences.SelectMany(sequence => sequence)], [.. offsets], maximumLength);
    }

    public static Dictionary<string, double[]> DoubleWeights(SequenceModule module) =>
        Weights.Of(module).ToDictionary(named => named.Key, named => Array.ConvertAll(named.Value, value => (double)value));

    // Waves of unrelated frequencies; norms stay near 1, and the padding row of an embedding is zero.
    private static float[] Values(string name, int parameter, int count, int d)
    {
        var values = new float[count];
        for (var i = 1; i <= count; i++)
            values[i - 1] = (float)(0.7 * Math.Sin((1.7 * i) + (2.3 * parameter * i / 7) + parameter));
        if (name.Contains("orm.weight", StringComparison.Ordinal))
            return Array.ConvertAll(values, value => 1 + (value / 4));
        if (name is "items.weight" or "positions.weight")
            Array.Clear(values, 0, d);
        return values;
    }
}
