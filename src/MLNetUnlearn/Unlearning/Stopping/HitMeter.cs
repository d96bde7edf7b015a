using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>
/// Hit@10 among 100 random negatives on the pairs to forget and on control pairs. Controls are weighted to the forget set's mix of item
/// popularity, context length, gaps and ranks by nearest neighbours (see <see cref="PairTraits"/> and <see cref="NeighbourRanks"/>), so that
/// the two may be compared.
/// </summary>
internal sealed class HitMeter
{
    private const int MostMembers = 4000; // twice as many where they are measured for good
    private const int FewestControls = 3000;
    private const int MostControls = 30_000;
    private const int ControlsPerMember = 4;
    private const int Followed = 2000; // controls that are measured again and again
    private const int Negatives = 100;
    private const int Width = 1 + Negatives; // candidates of a pair
    private const ulong ForgetStream = 3UL << 40;
    private const ulong ControlStream = 4UL << 40;

    private readonly ISequenceScorer _original;
    private readonly RankingPairs _forget;
    private readonly RankingPairs _controls;
    private readonly int[] _followedOf; // the controls
    private readonly RankingPairs _followed;
    private readonly double[] _weights;
    private readonly double[] _followedWeights;
    private readonly long[] _forgetCandidates; // drawn once, for all checks
    private readonly long[] _controlCandidates;
    private readonly long[] _followedCandidates;
    private (double All, double Followed)? _first;

    /// <param name="data">Remaining windows and the held-out items that controls are made of.</param>
    /// <param name="members">The pairs to measure: those to forget, or others that the model has learnt.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    /// <param name="original">The model as it was before the first step.</param>
    /// <param name="fewest">
    /// Where there are fewer members, each is measured several times, among other negatives, until there are so many; where there are
    /// more, twice as many are taken as otherwise. 0: each once.
    /// </param>
    public HitMeter(RecommenderData data, RankingPairs members, long seed, ISequenceScorer original, int fewest = 0)
    {
        (MemberCount, _original) = (members.Count, original);
        var gaps = ControlPairs.GapsOf(members.Contexts);
        var chosen = Enumerable.Range(0, members.Count).ToArray();
        new CounterRandom((ulong)seed, ForgetStream).Shuffle(chosen.AsSpan());
        chosen = chosen[..Math.Min(fewest > 0 ? 2 * MostMembers : MostMembers, chosen.Length)];
        var used = chosen;
        while (used.Length < fewest && chosen.Length > 0)
            used = [.. used, .. chosen];
        _forget = members.Select(used);

        var most = Math.Clamp(ControlsPerMember * members.Count, FewestControls, MostControls);
        (_controls, var controlGaps) = ControlPairs.Of(
            data.Validation, data.Forget.Users(), gaps, most, data.MaximumLength, new CounterRandom((ulong)seed, ControlStream));
        _forgetCandidates = Candidates(_forget, seed);
        _controlCandidates = Candidates(_controls, seed);
        var occurrences = ItemOccurrences.AmongTargets(data.Remaining, data.ItemCount);
        var neighbours = new NeighbourRanks(data.Remaining, data.ItemCount);
        _weights = Raking.Weights(
            Traits(_forget, Array.ConvertAll(used, pair => gaps[pair]), _forgetCandidates),
            Traits(_controls, controlGaps, _controlCandidates));
        (_followedOf, _followedWeights) = WeightedSample.Of(_weights, Followed);
        _followed = _controls.Select(_followedOf);
        _followedCandidates = [.. _followedOf.SelectMany(control => _controlCandidates.AsSpan(control * Width, Width).ToArray())];

        int[][] Traits(RankingPairs pairs, int[] pairGaps, long[] candidates) =>
        [
            .. PairTraits.Of(pairs.Contexts, occurrences, pairGaps),
            Array.ConvertAll(neighbours.Of(pairs, candidates), PairTraits.Doublings),
        ];
    }

    /// <summary>How many different pairs there are to measure.</summary>
    public int MemberCount { get; }

    /// <summary>Pairs that the model never saw, before they are weighted.</summary>
    public RankingPairs Controls => _controls;

    /// <summary>Whether there are control pairs.</summary>
    public bool HasControls => _controls.Count > 0;

    /// <summary>The original's Hit@10 on all controls, 0 to 1; 0 when there are none.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public double FirstControl => First.All;

    /// <summary>The two Hit@10, 0 to 1; the controls' is 0 when there are none.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public (double Forget, double Control) Measure(ISequenceScorer scorer)
    {
        var forget = RankStatistics.Recall(Ranker.Ranks(scorer, _forget, _forgetCandidates), 10);
        return (forget, ControlNow(WeightedHit(Ranker.Ranks(scorer, _followed, _followedCandidates), _followedWeights)));
    }

    /// <summary>The two Hit@10 as the item table moves along a direction and all other weights stay.</summary>
    /// <param name="scorer">The model as it is.</param>
    /// <param name="direction">As large as the item table.</param>
    public HitsAlong Along(ModuleScorer scorer, Tensor direction)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var forget = Lines(scorer, _forget, _forgetCandidates, direction);
        var controls = Lines(scorer, _followed, _followedCandidates, direction);
        return new HitsAlong(forget, length => ControlNow(WeightedHit(controls.Ranks(length), _followedWeights)));
    }

    private (double All, double Followed) First => _first ??= FirstHits(Ranker.Ranks(_original, _controls, _controlCandidates));

    private (double All, double Followed) FirstHits(int[] ranks) =>
        (WeightedHit(ranks, _weights), WeightedHit(Array.ConvertAll(_followedOf, control => ranks[control]), _followedWeights));

    // The level is taken of all controls, and followed on some: their change is far less random than their level.
    private double ControlNow(double followed) => Math.Clamp(First.All + followed - First.Followed, 0, 1);

    private static double WeightedHit(int[] ranks, double[] weights) => ranks.Select((rank, pair) => rank <= 10 ? weights[pair] : 0).Sum();

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
