using MLNetUnlearn.Randomness;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking;

/// <summary>Draws uniform items outside a user's own.</summary>
internal sealed class NegativeSampler(ItemSets known, int itemCount) : INegativeSampler
{
    // Enough for all but users who know most of the catalogue, for whom the items left are counted out.
    private const int MostTries = 100;

    public int Draw(CounterRandom random, int user)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var item = 1 + random.NextInt(itemCount);
            if (!known.Contains(user, item))
                return item;
        }
        var own = known[user];
        return own.Length < itemCount ? Outside(own, random.NextInt(itemCount - own.Length)) : 1 + random.NextInt(itemCount);
    }

    /// <summary>The n-th item, from 0, that is not among ascending <paramref name="own"/> items.</summary>
    private static int Outside(ReadOnlySpan<int> own, int n)
    {
        var item = 1 + n;
        foreach (var known in own)
        {
            if (known > item)
                break;
            item++;
        }
        return item;
    }
}
