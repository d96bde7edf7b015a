using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Members and the non-members of one attack; of values of pairs, the members' come first.</summary>
/// <param name="Members">The forgotten pairs.</param>
/// <param name="NonMembers">What they are to be told from.</param>
/// <param name="Positions">See <see cref="AttackPairs"/>.</param>
/// <param name="Traits">Traits of which either side is to have the same mix; the first decides which pairs can be compared.</param>
/// <param name="Parts">Which part each pair's user is in.</param>
internal sealed record AttackExamples(RankingPairs Members, RankingPairs NonMembers, int[] Positions, int[][] Traits, int[] Parts)
{
    private const ulong PartStream = 7UL << 40;
    private const ulong SwapStream = 8UL << 40;
    private const int MostPopularities = 64;

    /// <summary>Other users' pairs. Pairs of whose popularity and position there is none on the other side are left out.</summary>
    /// <returns>Null where what is left on a side is of fewer than two users; then there is a <paramref name="problem"/>.</returns>
    public static AttackExamples? Sequences(AttackPairs pairs, int folds, int seed, out string? problem)
    {
        var (count, kinds) = (pairs.Members.Count, KindsOf(pairs.Members, pairs.NonMembers, pairs.Positions, pairs.Occurrences));
        var both = kinds[..count].ToHashSet();
        both.IntersectWith(kinds[count..]);
        int[] all = [.. Enumerable.Range(0, kinds.Length).Where(pair => both.Contains(kinds[pair]))];
        var members = pairs.Members.Select([.. all.Where(pair => pair < count)]);
        var others = pairs.NonMembers.Select([.. all.Where(pair => pair >= count).Select(pair => pair - count)]);
        var parts = PartCount(
            members, others, folds, "the attack on sequences",
            "Pairs of whose popularity and position the other side has none are left out.", out problem);
        if (parts == 0)
            return null;
        var random = new CounterRandom((ulong)seed, PartStream);
        return new(
            members, others, Array.ConvertAll(all, pair => pairs.Positions[pair]),
            [
                Array.ConvertAll(all, pair => kinds[pair]),
                Array.ConvertAll(all, pair => PairTraits.Doublings(pairs.Gaps[pair])),
                Array.ConvertAll(all, pair => PairTraits.Doublings(pairs.Holes[pair])),
                [.. LengthsOf(members), .. LengthsOf(others)],
            ],
            [.. PartsOf(members, parts, random), .. PartsOf(others, parts, random)]);
    }

    /// <summary>
    /// The members' contexts with another item each: as popular, up to a factor of two, and never the user's. Members for whom there is no
    /// such item are left out.
    /// </summary>
    /// <returns>Null where the members left are of fewer than two users; then there is a <paramref name="problem"/>.</returns>
    public static AttackExamples? Items(AttackPairs pairs, int folds, int seed, out string? problem)
    {
        var items = Swaps(pairs, new CounterRandom((ulong)seed, SwapStream));
        int[] chosen = [.. Enumerable.Range(0, items.Length).Where(pair => items[pair] != 0)];
        var members = pairs.Members.Select(chosen);
        var swapped = members with { Contexts = WithTargets(members.Contexts, Array.ConvertAll(chosen, pair => items[pair])) };
        var parts = PartCount(
            members, swapped, folds, "the attack on items",
            "Members for whom there is no other item as popular that they never had are left out.", out problem);
        if (parts == 0)
            return null;
        var of = PartsOf(members, parts, new CounterRandom((ulong)seed, PartStream));
        var positions = Array.ConvertAll(chosen, pair => pairs.Positions[pair]);
        int[] both = [.. positions, .. positions];
        return new(members, swapped, both, [KindsOf(members, swapped, both, pairs.Occurrences)], [.. of, .. of]);
    }

    /// <summary>
    /// Of some of the pairs, the weight of each: 1 for members, for non-members what gives them the members' number and mix; 0 where the
    /// other side has none of the kind among these.
    /// </summary>
    public double[] WeightsOf(ReadOnlySpan<int> pairs)
    {
        var (members, others) = (new HashSet<int>(), new HashSet<int>());
        foreach (var pair in pairs)
            (pair < Members.Count ? members : others).Add(Traits[0][pair]);
        members.IntersectWith(others);
        int[] compared = [.. pairs.ToArray().Where(pair => members.Contains(Traits[0][pair]))];
        int[] wanted = [.. compared.Where(pair => pair < Members.Count)];
        int[] controls = [.. compared.Where(pair => pair >= Members.Count)];
        var weights = new double[Members.Count + NonMembers.Count];
        foreach (var pair in wanted)
            weights[pair] = 1;
        var raked = Raking.Weights(
            [.. Traits.Reverse().Select(trait => Array.ConvertAll(wanted, pair => trait[pair]))],
            [.. Traits.Reverse().Select(trait => Array.ConvertAll(controls, pair => trait[pair]))]);
        for (var i = 0; i < controls.Length; i++)
            weights[controls[i]] = raked[i] * wanted.Length;
        return [.. pairs.ToArray().Select(pair => weights[pair])];
    }

    // Another item for each member, from a random place among the items as popular on the first that the user never had; 0 for none.
    private static int[] Swaps(AttackPairs pairs, CounterRandom random)
    {
        var members = pairs.Members;
        var alike = Enumerable.Range(1, members.ItemCount).ToLookup(item => PairTraits.Doublings(pairs.Occurrences[item]))
            .ToDictionary(items => items.Key, items => items.ToArray());
        var swaps = new int[members.Count];
        for (var pair = 0; pair < swaps.Length; pair++)
        {
            var user = members.Contexts.User(pair);
            var items = alike[PairTraits.Doublings(pairs.Occurrences[members.Contexts.LastTarget(pair)])];
            var from = random.NextInt(items.Length);
            swaps[pair] = Enumerable.Range(from, items.Length).Select(place => items[place % items.Length])
                .FirstOrDefault(item => !members.Known.Contains(user, item));
        }
        return swaps;
    }

    private static WindowSet WithTargets(WindowSet contexts, int[] targets)
    {
        var changed = new WindowSet.Builder(contexts.MaximumLength);
        for (var pair = 0; pair < targets.Length; pair++)
            changed.AddContext(Array.ConvertAll(contexts.Items(pair).ToArray(), item => (uint)item), (uint)targets[pair], contexts.User(pair));
        return changed.ToSet();
    }

    // Popularity and position in one number, as near as features tell them.
    private static int[] KindsOf(RankingPairs members, RankingPairs others, int[] positions, int[] occurrences)
    {
        int[] items =
        [
            .. Enumerable.Range(0, members.Count).Select(members.Contexts.LastTarget),
            .. Enumerable.Range(0, others.Count).Select(others.Contexts.LastTarget),
        ];
        return [.. items.Select((item, pair) =>
            (MostPopularities * PairFeatures.PositionClass(positions[pair])) + PairTraits.Doublings(occurrences[item]))];
    }

    private static IEnumerable<int> LengthsOf(RankingPairs pairs) =>
        Enumerable.Range(0, pairs.Count).Select(pair => PairFeatures.PositionClass(pairs.Contexts.Items(pair).Length));

    // 0 where there are too few users.
    private static int PartCount(RankingPairs members, RankingPairs others, int folds, string attack, string leftOut, out string? problem)
    {
        var (ofMembers, ofOthers) = (members.Users().Count, others.Users().Count);
        var fewest = Math.Min(ofMembers, ofOthers);
        problem = fewest >= 2 ? null
            : $"{attack} has members of {ofMembers} and non-members of {ofOthers} users to compare; it learns from some users and is tried " +
              $"on others, so it needs two of either. {leftOut}";
        return fewest < 2 ? 0 : Math.Min(folds, fewest);
    }

    // All pairs of a user are in one part, so that no classifier meets a user whom it judges.
    private static int[] PartsOf(RankingPairs pairs, int parts, CounterRandom random)
    {
        int[] users = [.. pairs.Users().Order()];
        random.Shuffle(users.AsSpan());
        var partOf = users.Select((user, place) => (user, place)).ToDictionary(one => one.user, one => one.place % parts);
        return [.. Enumerable.Range(0, pairs.Count).Select(pair => partOf[pairs.Contexts.User(pair)])];
    }
}
