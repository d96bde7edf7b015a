using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>
/// Hit@10 among 100 random negatives on the pairs to forget and on control pairs. Controls are weighted to the forget set's mix of item
/// popularity, context length and gaps (see <see cref="Stratum"/>), so that the two may be compared.
/// </summary>
internal sealed class HitMeter
{
    private const int MostPairs = 4000;
    private const int FewestControls = 1000;
    private const int Negatives = 100;
    private const ulong ForgetStream = 3UL << 40;
    private const ulong ControlStream = 4UL << 40;

    private readonly RankingPairs _forget;
    private readonly RankingPairs _controls;
    private readonly double[] _controlWeights;
    private readonly long[] _forgetCandidates; // drawn once, for all checks
    private readonly long[] _controlCandidates;

    public HitMeter(RecommenderData data, long seed)
    {
        var popularity = ItemOccurrences.AmongTargets(data.Remaining, data.ItemCount);
        var gaps = ControlPairs.GapsOf(data.Forget.Contexts);
        var chosen = Enumerable.Range(0, data.Forget.Count).ToArray();
        new CounterRandom((ulong)seed, ForgetStream).Shuffle(chosen.AsSpan());
        var used = chosen.AsSpan(0, Math.Min(MostPairs, chosen.Length));
        _forget = data.Forget.Select(used);

        var forgetters = chosen.Select(data.Forget.Contexts.User).ToHashSet();
        var mostControls = Math.Clamp(2 * data.Forget.Count, FewestControls, MostPairs);
        (_controls, var controlGaps) = ControlPairs.Of(
            data.Validation, forgetters, gaps, mostControls, data.MaximumLength, new CounterRandom((ulong)seed, ControlStream));
        var forgetGaps = Array.ConvertAll(used.ToArray(), pair => gaps[pair]);
        _controlWeights = StratumWeights.Of(
            Stratum.Of(_forget.Contexts, popularity, forgetGaps), Stratum.Of(_controls.Contexts, popularity, controlGaps));
        _forgetCandidates = Candidates(_forget, seed);
        _controlCandidates = Candidates(_controls, seed);
    }

    /// <summary>Whether there are control pairs.</summary>
    public bool HasControls => _controls.Count > 0;

    /// <summary>The two Hit@10, 0 to 1; the controls' is 0 when there are none.</summary>
    public (double Forget, double Control) Measure(ISequenceScorer scorer)
    {
        var forget = RankStatistics.Recall(Ranker.Ranks(scorer, _forget, _forgetCandidates), 10);
        var ranks = Ranker.Ranks(scorer, _controls, _controlCandidates);
        var control = ranks.Select((rank, pair) => rank <= 10 ? _controlWeights[pair] : 0).Sum();
        return (forget, control);
    }

    private static long[] Candidates(RankingPairs pairs, long seed) =>
        pairs.DrawCandidates([.. Enumerable.Range(0, pairs.Count)], Negatives, seed);
}
