using Microsoft.ML;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>
/// Members, and non-members whose contexts have the same kind of holes, which trees would tell apart where a threshold on one number does
/// not. Of values of pairs, the members' come first.
/// </summary>
/// <param name="Members">The forgotten pairs.</param>
/// <param name="NonMembers">Pairs never seen: test items, new to them, of users who forget nothing.</param>
/// <param name="Positions">How many of the user's items come before the item and are kept.</param>
/// <param name="Gaps">How many are missing between the context and the item.</param>
/// <param name="Holes">How many are missing between the items of the context.</param>
/// <param name="Occurrences">How often each item, from 0, occurs in what remains.</param>
internal sealed record AttackPairs(
    RankingPairs Members, RankingPairs NonMembers, int[] Positions, int[] Gaps, int[] Holes, int[] Occurrences)
{
    private const ulong NonMemberStream = 33UL << 40; // not what stop rules draw their controls by

    /// <summary>Reads the pairs of a view and models that were checked.</summary>
    /// <exception cref="InvalidOperationException">There are no members, or no non-members.</exception>
    public static AttackPairs Read(IDataView view, MembershipAttackOptions options, int maximumLength, string owner)
    {
        var forgotten = MembershipSources.Forgotten(view, options, maximumLength, owner);
        var whole = MembershipSources.Forgotten(view, options, int.MaxValue, owner).Contexts;
        var holes = ContextHoles.Of(whole);
        var chosen = MembershipSources.Chosen(forgotten, options.MaximumPairs, options.Seed);
        var heldOut = MembershipSources.HeldOut(view, options, int.MaxValue, owner);
        var random = new CounterRandom((ulong)options.Seed, NonMemberStream);
        var others = ControlPairs.OfOthers(heldOut, forgotten.Users(), options.MaximumPairs, random);
        if (others.Length == 0)
            throw MembershipSources.NoNonMembers(options, owner);
        var contexts = new WindowSet.Builder(maximumLength);
        var (positions, otherHoles) = (new int[others.Length], new int[others.Length][]);
        for (var i = 0; i < others.Length; i++)
        {
            var (kept, made) = ContextHoles.Made(heldOut.Contexts.Items(others[i]), holes[random.NextInt(holes.Length)]);
            (positions[i], otherHoles[i]) = (kept.Length, made);
            contexts.AddContext(kept, (uint)heldOut.Contexts.LastTarget(others[i]), heldOut.Contexts.User(others[i]));
        }
        var nonMembers = heldOut with { Contexts = contexts.ToSet(), Seen = heldOut.Seen.Select(others) };
        int[][] all = [.. chosen.Select(pair => holes[pair]), .. otherHoles];
        return new AttackPairs(
            (forgotten with { Seen = HadBefore(whole) }).Select(chosen), nonMembers,
            [.. chosen.Select(pair => whole.Items(pair).Length), .. positions],
            Array.ConvertAll(all, ContextHoles.Gap), Array.ConvertAll(all, pair => ContextHoles.Within(pair, maximumLength)),
            ForgottenOccurrences.Read(view, options).Remaining);
    }

    // What is missing in a context is not ranked on either side: a model knows a non-member's, but not a member's.
    private static ItemSets HadBefore(WindowSet forgotten)
    {
        var sets = new ItemSets.Builder();
        for (var pair = 0; pair < forgotten.Count; pair++)
        {
            foreach (var item in forgotten.Items(pair))
                sets.Add((uint)item);
            foreach (var earlier in ContextHoles.Earlier(forgotten, pair))
                sets.Add((uint)forgotten.LastTarget(earlier));
            sets.EndSet();
        }
        return sets.ToSets();
    }
}
