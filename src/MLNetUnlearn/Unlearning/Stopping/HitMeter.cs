using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders;
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
    private const int Width = 1 + Negatives; // candidates of a pair
    private const ulong ForgetStream = 3UL << 40;
    private const ulong ControlStream = 4UL << 40;

    private readonly RankingPairs _forget;
    private readonly RankingPairs _controls;
    private readonly double[] _controlWeights;
    private readonly long[] _forgetCandidates; // drawn once, for all checks
    private readonly long[] _controlCandidates;

    /// <param name="data">Remaining windows and the held-out items that controls are made of.</param>
    /// <param name="members">The pairs to measure: those to forget, or others that the model has learnt.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    /// <param name="fewest">
    /// Where there are fewer members, each is measured several times, among other negatives, until there are so many; and as many controls
    /// are taken as there may be. 0: neither.
    /// </param>
    public HitMeter(RecommenderData data, RankingPairs members, long seed, int fewest = 0)
    {
        MemberCount = members.Count;
        var popularity = ItemOccurrences.AmongTargets(data.Remaining, data.ItemCount);
        var gaps = ControlPairs.GapsOf(members.Contexts);
        var chosen = Enumerable.Range(0, members.Count).ToArray();
        new CounterRandom((ulong)seed, ForgetStream).Shuffle(chosen.AsSpan());
        int[] used = chosen[..Math.Min(MostPairs, chosen.Length)];
        for (var times = 1; times * chosen.Length < fewest && chosen.Length > 0; times++)
            used = [.. used, .. chosen];
        _forget = members.Select(used);

        var forgetters = Enumerable.Range(0, data.Forget.Count).Select(data.Forget.Contexts.User).ToHashSet();
        var mostControls = fewest > 0 ? MostPairs : Math.Clamp(2 * members.Count, FewestControls, MostPairs);
        (_controls, var controlGaps) = ControlPairs.Of(
            data.Validation, forgetters, gaps, mostControls, data.MaximumLength, new CounterRandom((ulong)seed, ControlStream));
        var forgetGaps = Array.ConvertAll(used, pair => gaps[pair]);
        _controlWeights = StratumWeights.Of(
            Stratum.Of(_forget.Contexts, popularity, forgetGaps), Stratum.Of(_controls.Contexts, popularity, controlGaps));
        _forgetCandidates = Candidates(_forget, seed);
        _controlCandidates = Candidates(_controls, seed);
    }

    /// <summary>How many different pairs there are to measure.</summary>
    public int MemberCount { get; }

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

    /// <summary>The two Hit@10 as the item table moves along a direction and all other weights stay.</summary>
    /// <param name="scorer">The model as it is.</param>
    /// <param name="direction">As large as the item table.</param>
    public HitsAlong Along(ModuleScorer scorer, Tensor direction)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        return new HitsAlong(
            Lines(scorer, _forget, _forgetCandidates, direction), Lines(scorer, _controls, _controlCandidates, direction), _controlWeights);
    }

    private static ScoreLines Lines(ModuleScorer scorer, RankingPairs pairs, long[] candidates, Tensor direction)
    {
        var (start, slope) = (new float[candidates.Length], new float[candidates.Length]);
        for (var first = 0; first < pairs.Count; first += ScoringBatch.Encoded)
        {
            using var scope = torch.NewDisposeScope();
            int[] batch = [.. Enumerable.Range(first, Math.Min(ScoringBatch.Encoded, pairs.Count - first))];
            var contexts = new EmbeddedContexts(scorer, pairs.Contexts, batch);
            var some = candidates.AsSpan(first * Width, batch.Length * Width).ToArray();
            contexts.Scores(some).CopyTo(start, first * Width);
            contexts.Scores(some, direction).CopyTo(slope, first * Width);
        }
        return new ScoreLines(start, slope, Width);
    }

    private static long[] Candidates(RankingPairs pairs, long seed) =>
        pairs.DrawCandidates([.. Enumerable.Range(0, pairs.Count)], Negatives, seed);
}
