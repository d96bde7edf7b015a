using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>Makes items' rows of a direction as long as their scores are to fall.</summary>
internal static class FallRates
{
    private const float Longest = 30; // so that a row which hardly bears on its own pairs does not fly away

    /// <summary>Scales each item's row so that at length 1 the scores of its pairs fall by so much in the mean; other rows become 0.</summary>
    /// <param name="direction">As large as the item table.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="falls">Of each item, from 0.</param>
    public static void Scale(Tensor direction, ModuleScorer scorer, RankingPairs pairs, float[] falls)
    {
        var slopes = TargetScores.Of(scorer, pairs, direction);
        var shares = new float[direction.shape[0]];
        foreach (var item in Enumerable.Range(0, pairs.Count).GroupBy(pairs.Contexts.LastTarget, pair => -slopes[pair]))
        {
            var rate = item.Average();
            shares[item.Key] = rate > 0 ? Math.Min(Longest, falls[item.Key] / rate) : 0;
        }
        using var scope = torch.NewDisposeScope();
        direction.mul_(torch.tensor(shares, [shares.Length, 1], device: direction.device));
    }
}
