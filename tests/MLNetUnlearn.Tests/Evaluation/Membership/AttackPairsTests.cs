using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>Which pairs the trained attack compares, and by which of its classifiers each is judged.</summary>
[TestClass]
public sealed class AttackPairsTests
{
    private static MembershipAttackOptions Small => AttackCase.Options with { MinimumExampleCountPerLeaf = 5 };

    [TestMethod]
    public void The_other_item_is_never_one_of_the_users_own()
    {
        // Each user has three of eight items x0 to x7, one of them to forget and two held out, and scores these three 1 and the rest 0. With
        // another item that might be their own two of seven would be 1 as well.
        var users = Enumerable.Range(0, 64).Select(u => (User: u, First: u % 8, Step: 1 + (u / 8 % 3))).ToArray();
        var mlContext = new MLContext(seed: 1);
        var forgetters = users.Select(one => $"f{one.User}: a b{one.User} {Own(one.User, 0)} {Own(one.User, 1)} {Own(one.User, 2)}");
        var rest = Enumerable.Range(0, 8).Select(i => $"c{i}: a k{i} x{i}");
        var requests = users.Select(one => $"f{one.User} {Own(one.User, 0)}");
        var view = Views.Partitioned(
            mlContext, Views.Split(mlContext, string.Join("; ", forgetters.Concat(rest))), string.Join("; ", requests));
        var model = NamedScores.Model(mlContext, view, string.Join("; ",
            users.SelectMany(one => Enumerable.Range(0, 3).Select(place => $"b{one.User}>{Own(one.User, place)} 1"))));

        var attack = mlContext.Unlearning().EvaluateMembershipAttack(model, model, view, Small);

        Assert.AreEqual(1, attack.Items.Auc);
        Assert.AreEqual((64, 64), (attack.Items.Members, attack.Items.NonMembers));

        string Own(int user, int place) => $"x{(users[user].First + (place * users[user].Step)) % 8}";
    }

    [TestMethod]
    public void The_other_item_is_as_popular()
    {
        // x0 and x1 occur four times and score 1, x2 to x9 never and score 0. Half of the members are popular.
        var pairs = new AttackCase(
            Enumerable.Range(0, 100).Select(i => ($"b{i}", i % 2 == 0 ? "x0" : $"x{2 + (i % 8)}")),
            Enumerable.Range(0, 40).Select(i => ($"k{i}", i % 2 == 0 ? "x1" : $"x{2 + (i % 8)}")),
            string.Join("; ", Enumerable.Range(0, 4).Select(i => $"u{i}: x0 x1")));

        var attack = pairs.Attack(pairs.Model((_, v) => v is "x0" or "x1" ? 1 : 0), options: Small);

        Assert.AreEqual(0.5, attack.Items.Auc, 1e-12); // each member's other item has the same figures
    }

    [TestMethod]
    public void Members_are_left_out_for_whom_there_is_no_other_item_as_popular()
    {
        // y occurs four times, and no other item does as often but b, which the four who forget y have too.
        var pairs = new AttackCase(
            [.. Enumerable.Range(0, 4).Select(_ => ("b0", "y0")), .. Enumerable.Range(0, 30).Select(i => ($"b{i + 1}", "x0"))],
            Enumerable.Range(0, 30).Select(i => ($"k{i}", i < 3 ? "y0" : "x1")),
            "u1: y0 z0; u2: y0 z1; u3: y0 z2; u4: y0 z3");

        var attack = pairs.Attack(pairs.Blank, options: Small);

        Assert.AreEqual((34, 30), (attack.Sequences.Members, attack.Sequences.NonMembers));
        Assert.AreEqual((30, 30), (attack.Items.Members, attack.Items.NonMembers));
    }

    [TestMethod]
    public void Pairs_are_left_out_of_whose_popularity_the_other_side_has_none()
    {
        // Three members and two non-members have an item that occurs four times.
        var pairs = new AttackCase(
            [.. Enumerable.Range(0, 3).Select(i => ($"b{i}", "y0")), .. Enumerable.Range(3, 7).Select(i => ($"b{i}", "x0"))],
            [.. Enumerable.Range(0, 2).Select(i => ($"k{i}", "y1")), .. Enumerable.Range(2, 3).Select(i => ($"k{i}", "w0"))],
            "u1: y0 y1; u2: y0 y1; u3: y0 y1; u4: y0 y1; u5: w0 w1; u6: w0 w1");

        var attack = pairs.Attack(pairs.Blank, options: Small);

        Assert.AreEqual((3, 2), (attack.Sequences.Members, attack.Sequences.NonMembers));
    }

    [TestMethod]
    public void The_length_of_a_long_context_tells_nothing_within_its_class()
    {
        // Members come after 11 items, non-members after 15: of places 11 to 15 the attack is told no more than that.
        var mlContext = new MLContext(seed: 1);
        var forgetters = Enumerable.Range(0, 40).Select(i => $"f{i}: {Items(11)} x p q");
        var rest = Enumerable.Range(0, 40).Select(i => $"c{i}: {Items(15)} x");
        var view = Views.Partitioned(
            mlContext, Views.Split(mlContext, string.Join("; ", forgetters.Concat(rest))),
            string.Join("; ", Enumerable.Range(0, 40).Select(i => $"f{i} x")));
        var model = NamedScores.Model(mlContext, view, "", maximumLength: 20);

        var attack = mlContext.Unlearning().EvaluateMembershipAttack(model, model, view, Small);

        Assert.AreEqual((40, 40), (attack.Sequences.Members, attack.Sequences.NonMembers));
        // All scores are 0, and so an item's place is the last of those that the user has not: of 18 - 11 and of 18 - 15.
        Assert.AreEqual(0.5, attack.Sequences.Auc, 1e-12);

        static string Items(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"i{i}"));
    }

    [TestMethod]
    public void No_pair_is_judged_by_a_classifier_that_has_met_its_user()
    {
        // What a user's pairs score is one number a user, of nothing but chance. Of four pairs of a user who forgets any that was met would
        // give the others away: that number is a member's. Others have one pair each.
        const int Users = 80;
        var mlContext = new MLContext(seed: 1);
        var forgetters = Enumerable.Range(0, Users).Select(u => $"f{u}: a b0.{u} x0 b1.{u} x1 b2.{u} x2 b3.{u} x3 p q");
        var rest = Enumerable.Range(0, 4 * Users).Select(
            u => $"c{u}: a {string.Join(' ', Enumerable.Repeat($"k{u}", 1 + (u % 4)))} x{u % 4}");
        var requests = Enumerable.Range(0, Users).SelectMany(u => Enumerable.Range(0, 4).Select(x => $"f{u} x{x}"));
        var view = Views.Partitioned(
            mlContext, Views.Split(mlContext, string.Join("; ", forgetters.Concat(rest))), string.Join("; ", requests));
        string Score(string before, int x, int u) => FormattableString.Invariant($"{before}>x{x} {AttackCase.Chance(u)}");
        var scores = string.Join("; ", Enumerable.Range(0, 4 * Users).SelectMany(
            u => new[] { Score($"b{u % 4}.{u / 4}", u % 4, u / 4), Score($"k{u}", u % 4, Users + u) }));
        var model = NamedScores.Model(mlContext, view, scores);

        var attack = mlContext.Unlearning().EvaluateMembershipAttack(
            model, model, view, AttackCase.Options with { NumberOfLeaves = 40, MinimumExampleCountPerLeaf = 1 });

        Assert.AreEqual(4 * Users, attack.Sequences.Members);
        Assert.IsGreaterThan(3 * Users, attack.Sequences.NonMembers); // some get holes that leave them shorter than any member
        // 80 numbers of members and 320 of non-members: chance has a standard deviation of sqrt(401 / (12 * 80 * 320)) = 0.036.
        Assert.AreEqual(0.5, attack.Sequences.Auc, 0.11);
    }

    [TestMethod]
    public void Contexts_of_non_members_get_the_holes_of_members()
    {
        // Before y there are a, b and c, and x is missing before c; before x there are a and b, and nothing is missing. A non-member has
        // four items before t: with the first kind of hole the third of them goes, and with three it is like y; without one it is like none.
        var mlContext = new MLContext(seed: 1);
        var forgetters = Enumerable.Range(0, 20).Select(u => $"f{u}: a b{u} x c{u} y p q");
        var rest = Enumerable.Range(0, 60).Select(u => $"o{u}: a d{u} e{u} g{u} y");
        var requests = Enumerable.Range(0, 20).SelectMany(u => new[] { $"f{u} x", $"f{u} y" });
        var view = Views.Partitioned(
            mlContext, Views.Split(mlContext, string.Join("; ", forgetters.Concat(rest))), string.Join("; ", requests));
        // After g there are members' scores; after what would be last if a hole were a gap, none.
        var scores = string.Join("; ", Enumerable.Range(0, 60).Select(u => $"g{u}>y 3").Concat(Enumerable.Range(0, 20).Select(u => $"c{u}>y 3")));
        var model = NamedScores.Model(mlContext, view, scores);

        var attack = mlContext.Unlearning().EvaluateMembershipAttack(model, model, view, AttackCase.Options);

        Assert.AreEqual(20, attack.Sequences.Members);
        Assert.IsTrue(attack.Sequences.NonMembers is > 15 and < 45, $"{attack.Sequences.NonMembers}"); // of 60, a half by chance
        Assert.AreEqual(0.5, attack.Sequences.Auc, 1e-9);                                              // all score 3
    }

    [TestMethod]
    public void The_fewest_pairs_are_enough_where_leaves_may_be_small_and_tell_nothing_where_not()
    {
        var pairs = new AttackCase([("b0", "x0"), ("b1", "x1"), ("b2", "x0")], [("k0", "x0"), ("k1", "x1")]);
        var model = pairs.Model((b, v) => b[0] == 'b' && v[0] == 'x' ? 3 : 0);

        var small = pairs.Attack(model, options: Small with { Folds = 50, MinimumExampleCountPerLeaf = 1 });
        var large = pairs.Attack(model, options: new MembershipAttackOptions());

        Assert.AreEqual(1, small.Sequences.Auc);
        Assert.AreEqual(0.5, large.Sequences.Auc);
    }

    [TestMethod]
    public void As_many_pairs_are_drawn_as_are_asked_for()
    {
        var pairs = new AttackCase(
            Enumerable.Range(0, 10).Select(i => ($"b{i}", "x0")), Enumerable.Range(0, 9).Select(i => ($"k{i}", "x1")));

        var attack = pairs.Attack(pairs.Blank, options: Small with { MaximumPairs = 6 });

        Assert.AreEqual((6, 6), (attack.Sequences.Members, attack.Sequences.NonMembers));
        Assert.AreEqual((6, 6), (attack.RetrainedItems.Members, attack.RetrainedItems.NonMembers));
    }
}
