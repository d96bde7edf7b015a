using MLNetUnlearn.Options;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Unlearning.Curricula;

/// <summary>
/// Pairs are drawn without replacement, the next one with probability in proportion to exp(κ_s d). κ_s rises from −κ in the first pass, where
/// easy pairs mostly come first, to κ.
/// </summary>
public sealed record SoftSampling : PairSampling
{
    private const ulong Stream = 5UL << 40;

    /// <summary>κ, above 0, at most 100: with 5 the easiest pair is 148 times as likely to come first as the hardest. Default 5.</summary>
    public double Sharpness { get; init; } = 5;

    /// <summary>In which pass κ_s has come from −κ to κ, where it stays; at least 1, which leaves it at −κ. Default 10.</summary>
    public int OverPasses { get; init; } = 10;

    // Exponential waiting times at rates exp(κ_s d): the pairs come in the order of their arrival (P. Efraimidis and P. Spirakis, 2006).
    internal override double[] Keys(double[] difficulties, ulong pass, long seed)
    {
        var done = OverPasses == 1 ? 0 : Math.Min(1, (pass - 1) / (OverPasses - 1.0));
        var sharpness = Sharpness * ((2 * done) - 1);
        var random = new CounterRandom((ulong)seed, Stream | pass);
        return Array.ConvertAll(
            difficulties, difficulty => -StableMath.Log(1 - random.NextDouble()) * StableMath.Exp(-sharpness * difficulty));
    }

    internal override void Check(OptionProblems problems)
    {
        problems.Require(Sharpness is > 0 and <= 100, "Curriculum.Sampling.Sharpness", Sharpness, "above 0 and at most 100");
        problems.RequireCount("Curriculum.Sampling.OverPasses", OverPasses);
    }
}
