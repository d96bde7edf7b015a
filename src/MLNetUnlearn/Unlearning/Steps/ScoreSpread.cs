using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// How much more scores of pairs that a model never saw differ than those of pairs it learnt by heart, among items as popular. How much a
/// model that never saw a pair would like it cannot be known, so falls are drawn with that spread.
/// </summary>
internal sealed class ScoreSpread
{
    private const int FewestLearnt = 5;
    private const int FewestUnseen = 20;
    private const int MostUnseen = 8000; // they come in random order
    private const double Least = 0.2;    // of the fall: no item stays where it was
    private const ulong Stream = 37UL << 40;

    private readonly Dictionary<int, double> _variances; // by popularity
    private readonly int[] _occurrences;

    /// <param name="scorer">The original model.</param>
    /// <param name="learnt">The pairs to forget.</param>
    /// <param name="unseen">Pairs that it never saw.</param>
    /// <param name="occurrences">How often each item, from 0, remains.</param>
    public ScoreSpread(ModuleScorer scorer, RankingPairs learnt, RankingPairs unseen, int[] occurrences)
    {
        _occurrences = occurrences;
        var (own, others) = (ByPopularity(learnt, FewestLearnt), ByPopularity(First(unseen, MostUnseen), FewestUnseen));
        _variances = own.Where(alike => others.ContainsKey(alike.Key))
            .ToDictionary(alike => alike.Key, alike => Math.Max(0, others[alike.Key] - alike.Value));

        Dictionary<int, double> ByPopularity(RankingPairs pairs, int fewest)
        {
            var scores = TargetScores.Of(scorer, pairs, scorer.Items);
            return Enumerable.Range(0, pairs.Count).GroupBy(pair => Popularity(pairs.Contexts.LastTarget(pair)), pair => (double)scores[pair])
                .Where(alike => alike.Count() >= fewest).ToDictionary(alike => alike.Key, alike => Variance([.. alike]));
        }
    }

    /// <summary>Draws each item's fall around its mean; a fifth of the mean at least.</summary>
    /// <param name="falls">The mean fall of each item, from 0.</param>
    /// <param name="mostDeviation">The largest standard deviation, as a share of the mean.</param>
    /// <param name="seed">Of the draw.</param>
    public float[] Draw(float[] falls, double mostDeviation, long seed) => [.. falls.Select((fall, item) =>
    {
        var deviation = Math.Min(Math.Sqrt(_variances.GetValueOrDefault(Popularity(item))), mostDeviation * fall);
        return (float)Math.Max(Least * fall, fall + (deviation * new CounterRandom((ulong)seed, Stream + (ulong)item).NextGaussian()));
    })];

    private int Popularity(int item) => PairTraits.Doublings(_occurrences[item]);

    private static RankingPairs First(RankingPairs pairs, int most) =>
        pairs.Count <= most ? pairs : pairs.Select([.. Enumerable.Range(0, most)]);

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
