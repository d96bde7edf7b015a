using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Ranking;

/// <summary>Draws items outside a user's own.</summary>
internal interface INegativeSampler
{
    /// <summary>An item the user does not have; any item when the user has the whole catalogue.</summary>
    int Draw(CounterRandom random, int user);
}
