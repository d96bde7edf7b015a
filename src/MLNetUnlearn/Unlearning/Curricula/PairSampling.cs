using System.Text.Json.Serialization;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Curricula;

/// <summary>How difficulty decides in which order a pass visits the pairs to forget; every pass visits each once.</summary>
[JsonDerivedType(typeof(HardSampling), "Hard")]
[JsonDerivedType(typeof(SoftSampling), "Soft")]
public abstract record PairSampling
{
    private protected PairSampling()
    {
    }

    /// <summary>What the pairs are ordered by in a pass, smallest first.</summary>
    /// <param name="difficulties">Per pair, 0 to 1.</param>
    /// <param name="pass">The pass, from 1.</param>
    /// <param name="seed">The run's seed.</param>
    internal abstract double[] Keys(double[] difficulties, ulong pass, long seed);

    internal virtual void Check(OptionProblems problems)
    {
    }
}
