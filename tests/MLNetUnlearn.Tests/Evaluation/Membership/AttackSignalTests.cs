using MLNetUnlearn.Evaluation.Membership;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>What the trained attack sees: signals that are written into a model's scores, in 200 members and 200 non-members.</summary>
[TestClass]
public sealed class AttackSignalTests
{
    private const int Side = 20;

    // An AUC of 200 by 200 pairs whose order is chance has a standard deviation of sqrt(401 / (12 * 200 * 200)) = 0.029.
    private const double ThreeDeviations = 0.09;

    [TestMethod]
    public void Trees_find_members_between_non_members_which_no_threshold_does()
    {
        var pairs = new AttackCase(Grid(0), Grid(1));
        // Members from 1 to 2, half of the non-members from 0 to 1 and half from 2 to 3.
        var model = pairs.Model((b, x) => IsMember(b, x) ? 1 + Chance(b, x) : (2 * Chance(b, x)) + (Chance(b, x) < 0.5 ? 0 : 1));

        var attack = pairs.Attack(model);

        Assert.AreEqual(0.5, pairs.Thresholds(model).ScoreAuc, 0.03);
        Assert.IsGreaterThan(0.95, attack.Sequences.Auc);
        Assert.AreEqual((200, 200), (attack.Sequences.Members, attack.Sequences.NonMembers));
    }

    [TestMethod]
    public void A_model_that_tells_nothing_is_at_chance()
    {
        var pairs = new AttackCase(Grid(0), Grid(1));

        var attack = pairs.Attack(pairs.Model(Chance));

        Assert.AreEqual(0.5, attack.Sequences.Auc, ThreeDeviations);
        Assert.AreEqual(0.5, attack.Items.Auc, ThreeDeviations);
        Assert.IsLessThan(0.05, attack.Sequences.TruePositiveRateAtOnePercentFalsePositives);
        // Of scores that are all alike there is not even chance.
        Assert.AreEqual(0.5, attack.RetrainedSequences.Auc);
        Assert.AreEqual(0.5, attack.RetrainedItems.Auc);
    }

    [TestMethod]
    public void A_score_is_judged_by_the_popularity_of_its_item()
    {
        // x10 to x19 occur 4 times, the others never. Popular: 4 for members, 3 for others; rare: 2 and 1. A threshold has every second
        // pair of pairs of one kind and of two kinds, but not rare members against popular others: 3 of 4.
        var pairs = new AttackCase(Grid(0), Grid(1), Occurring(10, 20));
        var model = pairs.Model((b, x) => (IsPopular(x) ? 3 : 1) + (IsMember(b, x) ? 1 : 0));

        Assert.AreEqual(0.75, pairs.Thresholds(model).ScoreAuc, 1e-9);
        Assert.IsGreaterThan(0.95, pairs.Attack(model).Sequences.Auc);
    }

    [TestMethod]
    public void Popularity_by_itself_tells_nothing()
    {
        // Nine in ten members are popular, and two in ten non-members: what is popular is a member with a probability of 9 in 11.
        var pairs = new AttackCase(
            [.. Grid(0).Where(pair => IsPopular(pair.Item)).Take(90), .. Grid(0).Where(pair => !IsPopular(pair.Item)).Take(10)],
            [.. Grid(1).Where(pair => IsPopular(pair.Item)).Take(20), .. Grid(1).Where(pair => !IsPopular(pair.Item)).Take(80)],
            Occurring(10, 20));
        var model = pairs.Model((_, x) => IsPopular(x) ? 3 : 0);

        var attack = pairs.Attack(model, options: AttackCase.Options with { MinimumExampleCountPerLeaf = 5 });

        // With as many of either popularity there is nothing to be told; classifiers of different parts may differ a little.
        Assert.AreEqual(0.5, attack.Sequences.Auc, 0.05);
    }

    [TestMethod]
    public void Another_item_under_the_same_context_shows_nothing_of_the_context()
    {
        // Members come after b0 to b9, which give everything 2, non-members after the others, which give it 1.
        var all = Grid(0).Concat(Grid(1)).ToArray();
        var pairs = new AttackCase(
            all.Where(pair => AttackCase.Number(pair.Context) < 10), all.Where(pair => AttackCase.Number(pair.Context) >= 10));
        var model = pairs.Model((b, _) => b[0] == 'b' && AttackCase.Number(b) < 10 ? 2 : 1);

        var attack = pairs.Attack(model);

        Assert.IsGreaterThan(0.95, attack.Sequences.Auc);
        Assert.AreEqual(0.5, attack.Items.Auc, 1e-12); // each member's other item has the same figures
    }

    [TestMethod]
    public void The_entropy_of_all_the_scores_tells_what_the_items_own_does_not()
    {
        // After b one z is worth m, the other nine next to nothing, where b is even; where it is odd, each of ten is worth m / 10. So the
        // sum of all exp(score) is the same, and what the items themselves get too, but where it is spread, the entropy is higher by
        // m ln 10 / sum, about 0.1. m changes from b to b, from 2 to 2.2: in order of m, kinds take turns.
        var all = Grid(0).Concat(Grid(1)).ToArray();
        var pairs = new AttackCase(
            all.Where(pair => AttackCase.Number(pair.Context) % 2 == 0), all.Where(pair => AttackCase.Number(pair.Context) % 2 == 1),
            "z1: z0 z1; z2: z2 z3; z3: z4 z5; z4: z6 z7; z5: z8 z9");
        var model = pairs.Model((b, v) => b[0] != 'b' ? 0 : v[0] == 'z' ? Rest(AttackCase.Number(b), AttackCase.Number(v)) : 1);

        var attack = pairs.Attack(model);

        Assert.AreEqual(0.5, pairs.Thresholds(model).ScoreAuc, 1e-12);
        Assert.AreEqual(0.55, pairs.Thresholds(model).LogProbabilityAuc, 1e-9); // 10 + 9 + ... + 1 of 100
        Assert.IsGreaterThan(0.9, attack.Sequences.Auc);

        static double Rest(int b, int z)
        {
            var worth = 2 + (0.01 * (7 * b % Side));
            return b % 2 == 1 ? Math.Log(worth / 10) : z == 0 ? Math.Log(worth) : -20;
        }
    }

    private static IEnumerable<(string Context, string Item)> Grid(int parity) =>
        from b in Enumerable.Range(0, Side)
        from x in Enumerable.Range(0, Side)
        where (b + x) % 2 == parity
        select ($"b{b}", $"x{x}");

    private static bool IsMember(string b, string x) => (AttackCase.Number(b) + AttackCase.Number(x)) % 2 == 0;

    private static bool IsPopular(string x) => x[0] == 'x' && AttackCase.Number(x) >= 10;

    // Another number of [0, 1) for each pair.
    private static double Chance(string b, string x) => AttackCase.Chance((Side * AttackCase.Number(b)) + AttackCase.Number(x));

    // Users who have nothing but two of the items, so that each item occurs four times in what is trained on.
    private static string Occurring(int from, int to) => string.Join("; ", Enumerable.Range(0, 4).SelectMany(time =>
        Enumerable.Range(from, to - from).Where(x => x % 2 == 0).Select(x => $"u{time}_{x}: x{x} x{x + 1}")));
}
