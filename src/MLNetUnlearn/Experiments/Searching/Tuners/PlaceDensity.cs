using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>A probability density over the places of a parameter, above 0 everywhere from 0 to 1.</summary>
internal abstract class PlaceDensity
{
    /// <summary>A place by this density.</summary>
    public abstract double Draw(CounterRandom random);

    /// <summary>The density at a place.</summary>
    public abstract double At(double place);
}
