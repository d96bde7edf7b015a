using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>
/// Gradient surgery (T. Yu et al., NeurIPS 2020): of every objective's gradient, the part that opposes another objective's is taken away,
/// one other after the other in random order, and what is left is summed.
/// </summary>
public sealed record PcGrad : GradientRule
{
    private const ulong Stream = 6UL << 40;

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override Combination Combine(ObjectiveGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var gram = geometry.Gram;
        var random = new CounterRandom((ulong)geometry.Seed, Stream | (uint)geometry.Step);
        var sum = new double[gram.Count];
        for (var i = 0; i < sum.Length; i++)
        {
            var others = Enumerable.Range(0, sum.Length).Where(j => j != i).ToArray();
            random.Shuffle(others.AsSpan());
            var projected = new double[sum.Length]; // as a combination of the gradients
            projected[i] = 1;
            foreach (var j in others)
            {
                var product = projected.Zip(gram[j], (share, dot) => share * dot).Sum();
                if (product < 0)
                    projected[j] -= product / gram[j][j];
            }
            for (var j = 0; j < sum.Length; j++)
                sum[j] += projected[j];
        }
        return new Combination(sum, []);
    }
}
