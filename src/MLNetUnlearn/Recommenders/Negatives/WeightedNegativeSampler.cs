using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Negatives;

/// <summary>
/// Draws items by weight outside a user's own, in constant time (M. D. Vose, <em>A linear algorithm for generating random numbers with a
/// given distribution</em>, 1991).
/// </summary>
internal sealed class WeightedNegativeSampler : INegativeSampler
{
    // Enough for all but users who have most of what is likely, for whom the items left are gone through.
    private const int MostTries = 100;

    private readonly ItemSets _known;
    private readonly double[] _weights;   // of item i + 1
    private readonly double[] _shares;    // of column i: the part that is item i + 1 itself
    private readonly int[] _others;       // and the item of the rest
    private readonly NegativeSampler _uniform;

    /// <param name="known">The items of each user.</param>
    /// <param name="weights">Of each item, finite, 0 or above, not all 0.</param>
    public WeightedNegativeSampler(ItemSets known, double[] weights)
    {
        (_known, _weights, _uniform) = (known, weights, new NegativeSampler(known, weights.Length));
        (_shares, _others) = Columns(weights);
    }

    public int Draw(CounterRandom random, int user)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var column = random.NextInt(_shares.Length);
            var item = random.NextDouble() < _shares[column] ? column + 1 : _others[column];
            if (!_known.Contains(user, item))
                return item;
        }
        return DrawOutside(random, user);
    }

    private int DrawOutside(CounterRandom random, int user)
    {
        var (total, last) = (0.0, 0);
        for (var item = 1; item <= _weights.Length; item++)
        {
            if (_weights[item - 1] > 0 && !_known.Contains(user, item))
                (total, last) = (total + _weights[item - 1], item);
        }
        if (last == 0)
            return _uniform.Draw(random, user);
        var left = random.NextDouble() * total;
        for (var item = 1; item < last; item++)
        {
            if (_known.Contains(user, item))
                continue;
            left -= _weights[item - 1];
            if (left < 0)
                return item;
        }
        return last;
    }

    /// <summary>Columns of one height, each of one item and, above its share, of one other.</summary>
    private static (double[] Shares, int[] Others) Columns(double[] weights)
    {
        var mean = weights.Sum() / weights.Length;
        var shares = Array.ConvertAll(weights, weight => weight / mean);
        var others = new int[weights.Length];
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < shares.Length; i++)
            (shares[i] < 1 ? small : large).Push(i);
        while (small.Count > 0 && large.Count > 0)
        {
            var (low, high) = (small.Pop(), large.Pop());
            others[low] = high + 1;
            shares[high] -= 1 - shares[low];
            (shares[high] < 1 ? small : large).Push(high);
        }
        foreach (var i in small.Concat(large)) // what rounding left over is full
            shares[i] = 1;
        return (shares, others);
    }
}
