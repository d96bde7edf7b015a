using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Hit@10 on the pairs to forget and on control pairs, as the item table moves along a direction.</summary>
/// <param name="forget">The forget pairs' candidates.</param>
/// <param name="control">The controls' Hit@10 after a move of some length.</param>
internal sealed class HitsAlong(ScoreLines forget, Func<double, double> control)
{
    private readonly Dictionary<double, (double Forget, double Control)> _known = [];

    /// <summary>Both Hit@10, 0 to 1, after a move of some length; each length is worked out once.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public (double Forget, double Control) At(double length)
    {
        if (!_known.TryGetValue(length, out var hits))
            _known[length] = hits = (RankStatistics.Recall(forget.Ranks(length), 10), control(length));
        return hits;
    }
}
