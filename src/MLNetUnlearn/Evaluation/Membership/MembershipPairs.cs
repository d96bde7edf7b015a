using Microsoft.ML;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Members and matched non-members. Of values of pairs, the members' come first.</summary>
/// <param name="Members">The forgotten pairs.</param>
/// <param name="NonMembers">Pairs never seen: test items, new to them, of users who forget nothing.</param>
/// <param name="Weights">Of the non-members, summing to 1: those of popularity, context length and gap.</param>
internal sealed record MembershipPairs(RankingPairs Members, RankingPairs NonMembers, double[] Weights)
{
    private const ulong NonMemberStream = 6UL << 40;

    public int MemberCount => Members.Count;

    /// <summary>Reads and matches the pairs of a view and models that were checked.</summary>
    /// <exception cref="InvalidOperationException">There are no members, or no non-members.</exception>
    public static MembershipPairs Read(IDataView view, MembershipEvaluationOptions options, int maximumLength, string owner)
    {
        var forgotten = MembershipSources.Forgotten(view, options, maximumLength, owner);
        var gaps = ControlPairs.GapsOf(forgotten.Contexts);
        // Contexts long enough to keep n items when some are taken off their end.
        var heldOut = MembershipSources.HeldOut(view, options, maximumLength + gaps.Max(), owner);
        var (others, otherGaps) = ControlPairs.Of(
            heldOut, forgotten.Users(), gaps, options.MaximumPairs, maximumLength, new CounterRandom((ulong)options.Seed, NonMemberStream));
        if (others.Count == 0)
            throw MembershipSources.NoNonMembers(options, owner);
        var chosen = MembershipSources.Chosen(forgotten, options.MaximumPairs, options.Seed);
        var members = forgotten.Select(chosen);
        var occurrences = ForgottenOccurrences.Read(view, options).Remaining;
        var weights = Raking.Weights(
            PairTraits.Of(members.Contexts, occurrences, Array.ConvertAll(chosen, pair => gaps[pair])),
            PairTraits.Of(others.Contexts, occurrences, otherGaps));
        return new MembershipPairs(members, others, weights);
    }

    /// <summary>A statistic of one value per pair.</summary>
    public double Measure(Func<int, double> value, Func<double[], double[], double[], double> statistic)
    {
        var members = Enumerable.Range(0, MemberCount).Select(value).ToArray();
        var others = Enumerable.Range(MemberCount, Weights.Length).Select(value).ToArray();
        return statistic(members, others, Weights);
    }
}
