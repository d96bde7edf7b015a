namespace MLNetUnlearn.Recommenders.Negatives;

/// <summary>All items are equally likely.</summary>
public sealed record UniformNegatives : NegativeSampling
{
    /// <inheritdoc/>
    public override double Weight(int count) => 1;
}
