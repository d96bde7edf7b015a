namespace MLNetUnlearn.Unlearning.Curricula;

/// <summary>Strictly from the easiest to the hardest, in every pass.</summary>
public sealed record HardSampling : PairSampling
{
    internal override double[] Keys(double[] difficulties, ulong pass, long seed) => difficulties;
}
