using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Curricula;

/// <summary>
/// Pairs to forget come from easy to hard (L. Yang et al., Curriculum Approximate Unlearning, 2025). Each pair's difficulty is worked out
/// once, at the start, with the original model: λ d_G + (1 − λ) d_E, both as ranks from 0 to 1. The measures are our reconstruction.
/// </summary>
/// <remarks>
/// Gradient difficulty d_G = (1 − cos(g_u, g_x)) / 2: how much forgetting the pair opposes predicting the retained item that follows its
/// context, by the gradients with regard to the hidden state h after the context (½ where none follows). Embedding difficulty d_E = h·e:
/// how well the model knows the item there.
/// </remarks>
public sealed record Curriculum
{
    /// <summary>λ, the share of gradient difficulty, 0 to 1. Default 0.5.</summary>
    public double GradientShare { get; init; } = 0.5;

    /// <summary>How difficulty decides the order. Default <see cref="SoftSampling"/>.</summary>
    public PairSampling Sampling { get; init; } = new SoftSampling();

    internal void Check(OptionProblems problems)
    {
        problems.Require(GradientShare is >= 0 and <= 1, "Curriculum.GradientShare", GradientShare, "0 to 1");
        problems.Require(Sampling is not null, "Curriculum.Sampling", Sampling, $"{nameof(HardSampling)} or {nameof(SoftSampling)}");
        Sampling?.Check(problems);
    }
}
