using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Evaluation.Relearning;

/// <summary>Hit@10 on some of the forgotten pairs, of every model among the same items.</summary>
internal sealed class RelearningHits
{
    private const ulong PairStream = 11UL << 40;

    private readonly RankingPairs _pairs;
    private readonly long[]? _candidates; // drawn once, for all looks
    private readonly long _seed;

    public RelearningHits(RankingPairs forgotten, RelearningEvaluationOptions options)
    {
        int[] chosen = [.. Enumerable.Range(0, forgotten.Count)];
        if (chosen.Length > options.MaximumPairs)
        {
            new CounterRandom((ulong)options.Seed, PairStream).Shuffle(chosen.AsSpan());
            chosen = chosen[..options.MaximumPairs];
        }
        (_pairs, _seed) = (forgotten.Select(chosen), options.Seed);
        if (options.Negatives is { } negatives)
            _candidates = forgotten.DrawCandidates(chosen, negatives, options.Seed); // those that Evaluate would draw
    }

    public int Count => _pairs.Count;

    /// <exception cref="NotANumberException">A score is no number.</exception>
    public double Of(ISequenceScorer scorer) => RankStatistics.Recall(
        _candidates is null ? Ranker.Ranks(scorer, _pairs, null, _seed) : Ranker.Ranks(scorer, _pairs, _candidates), 10);
}
