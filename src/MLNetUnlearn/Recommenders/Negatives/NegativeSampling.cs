using System.Text.Json.Serialization;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders.Negatives;

/// <summary>
/// How likely each item is drawn as a negative in training. Whatever the weights, negatives lie outside the user's own items. A way of your
/// own derives from this; like a loss of your own, it cannot be saved.
/// </summary>
[JsonDerivedType(typeof(UniformNegatives), "Uniform")]
[JsonDerivedType(typeof(PopularityNegatives), "Popularity")]
public abstract record NegativeSampling
{
    /// <summary>The weight of an item; its probability is its share of all weights.</summary>
    /// <param name="count">How many users have the item among their training items.</param>
    /// <returns>A finite number, 0 or above; an item of weight 0 is drawn only for users who have all others.</returns>
    public abstract double Weight(int count);

    /// <summary>Adds what is wrong with these settings to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted.</param>
    protected internal virtual void Check(OptionProblems problems) => ArgumentNullException.ThrowIfNull(problems);
}
