using Microsoft.ML;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Members and matched non-members. Of values of pairs, the members' come first.</summary>
/// <param name="Members">The forgotten pairs.</param>
/// <param name="NonMembers">Pairs never seen: test items, new to them, of users who forget nothing.</param>
/// <param name="Weights">Of the non-members, summing to 1: those of popularity, context length and gap.</param>
/// <param name="Gaps">Of the members, then of the non-members: items missing between context and item.</param>
/// <param name="Positions">Likewise: how many of the user's items, each counted once, come before the item and are kept.</param>
/// <param name="Occurrences">How often each item, from 0, occurs in what remains.</param>
internal sealed record MembershipPairs(
    RankingPairs Members, RankingPairs NonMembers, double[] Weights, int[] Gaps, int[] Positions, int[] Occurrences)
{
    private const ulong MemberStream = 5UL << 40;
    private const ulong NonMemberStream = 6UL << 40;

    public int MemberCount => Members.Count;

    /// <summary>Reads and matches the pairs that two models are both asked of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The models take contexts of different lengths or code items in another way than the view, or there are no members or no non-members.
    /// </exception>
    public static MembershipPairs ReadFor(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView view, PartitionedEvaluationOptions options,
        int maximumPairs, string owner)
    {
        if (model.MaximumLength != retrained.MaximumLength)
        {
            throw new InvalidOperationException(
                $"{owner}: the model takes contexts of {model.MaximumLength} items and the retrained one of {retrained.MaximumLength}; " +
                "both must meet the same ones.");
        }
        options.CheckColumns(view.Schema, owner);
        foreach (var asked in new[] { model, retrained })
            asked.Vocabulary.CheckSame(view.Schema[options.SequenceColumnName], asked.Options.Name);
        return Read(view, options, maximumPairs, model.MaximumLength, owner);
    }

    /// <summary>A model that has counted cannot be asked.</summary>
    public static InvalidOperationException NoLogits(RecommenderTransformer model, string owner) => new(
        $"{owner}: {model.Options.Name} has counted: its scores are no logits and give no probabilities. Evaluate judges it by ranks.");

    /// <summary>Reads and matches the pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">There are no members, or no non-members.</exception>
    private static MembershipPairs Read(
        IDataView view, PartitionedEvaluationOptions options, int maximumPairs, int maximumLength, string owner)
    {
        var forgotten = RankingPairsReader.Read(view, options.OfForgotten(), forgetRows: true, maximumLength, owner);
        if (forgotten.Count == 0)
        {
            throw new InvalidOperationException(
                $"{owner}: there are no members: no row to forget has items in '{options.SequenceColumnName}' and an item in " +
                $"'{options.ForgottenItemColumnName}'.");
        }
        var gaps = ControlPairs.GapsOf(forgotten.Contexts);
        // Contexts long enough to keep n items when some are taken off their end.
        var heldOut = NewOnly(RankingPairsReader.Read(view, options.OfTest(), forgetRows: false, maximumLength + gaps.Max(), owner));
        var (others, otherGaps) = ControlPairs.Of(
            heldOut, forgotten.Users(), gaps, maximumPairs, maximumLength, new CounterRandom((ulong)options.Seed, NonMemberStream));
        if (others.Count == 0)
        {
            throw new InvalidOperationException(
                $"{owner}: there are no non-members: no user who forgets nothing has a new item in '{options.TestItemColumnName}' and " +
                "one before it. Hold items out with SplitLeaveOneOut, and keep users without requests in the view.");
        }
        var chosen = Enumerable.Range(0, forgotten.Count).ToArray();
        new CounterRandom((ulong)options.Seed, MemberStream).Shuffle(chosen.AsSpan());
        chosen = chosen[..Math.Min(maximumPairs, chosen.Length)];
        var members = forgotten.Select(chosen);
        var occurrences = ForgottenOccurrences.Read(view, options).Remaining;
        var memberGaps = Array.ConvertAll(chosen, pair => gaps[pair]);
        var weights = Raking.Weights(
            PairTraits.Of(members.Contexts, occurrences, memberGaps), PairTraits.Of(others.Contexts, occurrences, otherGaps));
        // What lies in a gap is gone from the contexts to forget, but not yet from what controls have seen.
        int[] positions =
        [
            .. Enumerable.Range(0, members.Count).Select(pair => members.Seen[pair].Length),
            .. Enumerable.Range(0, others.Count).Select(pair => Math.Max(1, others.Seen[pair].Length - otherGaps[pair])),
        ];
        return new MembershipPairs(members, others, weights, [.. memberGaps, .. otherGaps], positions, occurrences);
    }

    /// <summary>A statistic of one value per pair.</summary>
    public double Measure(Func<int, double> value, Func<double[], double[], double[], double> statistic)
    {
        var members = Enumerable.Range(0, MemberCount).Select(value).ToArray();
        var others = Enumerable.Range(MemberCount, Weights.Length).Select(value).ToArray();
        return statistic(members, others, Weights);
    }

    // A user's item that comes again was trained on the first time.
    private static RankingPairs NewOnly(RankingPairs pairs) => pairs.Select(
        [.. Enumerable.Range(0, pairs.Count).Where(pair => !pairs.Seen.Contains(pair, pairs.Contexts.LastTarget(pair)))]);
}
