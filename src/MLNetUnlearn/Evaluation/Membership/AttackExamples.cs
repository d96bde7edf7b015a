using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Members and the non-members of one attack; of values of pairs, the members' come first.</summary>
/// <param name="Members">The forgotten pairs.</param>
/// <param name="NonMembers">What they are to be told from.</param>
/// <param name="Positions">See <see cref="MembershipPairs"/>.</param>
/// <param name="Traits">Traits of which either side is to have the same mix; the first decides who can be compared at all.</param>
/// <param name="Parts">Which part each pair's user is in.</param>
internal sealed record AttackExamples(RankingPairs Members, RankingPairs NonMembers, int[] Positions, int[][] Traits, int[] Parts)
{
    private const ulong PartStream = 7UL << 40;
    private const ulong SwapStream = 8UL << 40;
    private const int MostPopularities = 64;

    /// <summary>Other users' pairs. Members of whose popularity and position there is none are left out.</summary>
    public static AttackExamples Sequences(MembershipPairs pairs, int parts, int seed)
    {
        var count = pairs.MemberCount;
        var (kinds, gaps) = (KindsOf(pairs.Members, pairs.NonMembers, pairs.Positions, pairs.Occurrences), pairs.Gaps);
        var there = kinds.Skip(count).ToHashSet();
        int[] chosen = [.. Enumerable.Range(0, count).Where(pair => there.Contains(kinds[pair]))];
        int[] all = [.. chosen, .. Enumerable.Range(count, kinds.Length - count)];
        var random = new CounterRandom((ulong)seed, PartStream);
        var members = pairs.Members.Select(chosen);
        return new(
            members, pairs.NonMembers, Array.ConvertAll(all, pair => pairs.Positions[pair]),
            [Array.ConvertAll(all, pair => kinds[pair]), Array.ConvertAll(all, pair => PairTraits.Doublings(gaps[pair]))],
            [.. PartsOf(members, parts, random), .. PartsOf(pairs.NonMembers, parts, random)]);
    }

    /// <summary>The members' contexts with another item each: as popular, up to a factor of two, and never the user's.</summary>
    public static AttackExamples Items(MembershipPairs pairs, int parts, int seed)
    {
        var members = pairs.Members;
        var swapped = members with { Contexts = Swapped(pairs, new CounterRandom((ulong)seed, SwapStream)) };
        var of = PartsOf(members, parts, new CounterRandom((ulong)seed, PartStream));
        var positions = pairs.Positions[..members.Count];
        int[] both = [.. positions, .. positions];
        return new(members, swapped, both, [KindsOf(members, swapped, both, pairs.Occurrences)], [.. of, .. of]);
    }

    /// <summary>
    /// Of some of the pairs, the weight of each: 1 for members, for non-members what gives them the members' number and mix; 0 where the
    /// other side has none of the kind.
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

    private static WindowSet Swapped(MembershipPairs pairs, CounterRandom random)
    {
        var members = pairs.Members;
        var like = Enumerable.Range(1, members.ItemCount).ToLookup(item => PairTraits.Doublings(pairs.Occurrences[item]))
            .ToDictionary(items => items.Key, items => items.ToArray());
        int[] levels = [.. like.Keys.Order()];
        var contexts = new WindowSet.Builder(members.Contexts.MaximumLength);
        for (var pair = 0; pair < members.Count; pair++)
        {
            var (user, target) = (members.Contexts.User(pair), members.Contexts.LastTarget(pair));
            var level = PairTraits.Doublings(pairs.Occurrences[target]);
            // Nearest levels first, the lower of two.
            var item = levels.OrderBy(other => Math.Abs(other - level))
                .Select(other => Draw(like[other])).FirstOrDefault(drawn => drawn != 0);
            var context = Array.ConvertAll(members.Contexts.Items(pair).ToArray(), one => (uint)one);
            contexts.AddContext(context, item == 0 ? (uint)target : (uint)item, user);

            // From a random place on, the first that is not the user's; 0 where all are.
            int Draw(int[] items)
            {
                var from = random.NextInt(items.Length);
                for (var i = 0; i < items.Length; i++)
                {
                    var drawn = items[(from + i) % items.Length];
                    if (drawn != target && !members.Known.Contains(user, drawn))
                        return drawn;
                }
                return 0;
            }
        }
        return contexts.ToSet();
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

    // All pairs of a user are in one part, so that no classifier meets a user whom it judges.
    private static int[] PartsOf(RankingPairs pairs, int parts, CounterRandom random)
    {
        int[] users = [.. pairs.Users().Order()];
        random.Shuffle(users.AsSpan());
        var partOf = users.Select((user, place) => (user, place)).ToDictionary(one => one.user, one => one.place % parts);
        return [.. Enumerable.Range(0, pairs.Count).Select(pair => partOf[pairs.Contexts.User(pair)])];
    }
}
