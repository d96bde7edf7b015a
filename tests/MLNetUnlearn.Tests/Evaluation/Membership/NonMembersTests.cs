using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>Which pairs stand for what was never seen, and how much each counts.</summary>
[TestClass]
public sealed class NonMembersTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Non_members_are_test_items_of_users_who_forget_nothing()
    {
        // Validation items (p, q, k) and the forgetters' own test items (q) would be above the member; t is below.
        var metrics = Measure("f1: a b x p q; c1: a g k t", "f1 x", "b>x 1; b>p 9; p>q 9; g>k 9; k>t 0");

        Assert.AreEqual((1, 1), (metrics.Members, metrics.NonMembers));
        Assert.AreEqual(1, metrics.ScoreAuc);
    }

    [TestMethod]
    public void A_test_item_that_the_user_had_before_is_no_non_member()
    {
        // c2 had t, c3 had v as its validation item.
        var metrics = Measure("f1: a b x p q; c1: a g k t; c2: a t k t; c3: a h v v", "f1 x", "b>x 1; k>t 0; v>v 9");

        Assert.AreEqual(1, metrics.NonMembers);
    }

    [TestMethod]
    public void Non_members_count_as_often_as_there_are_members_with_contexts_of_their_length()
    {
        // Three of four members have 3 items of context, one has 5. The one non-member of 3 is below the members, the five of 5 are above.
        var metrics = Measure(
            "f1: a e b x p q; f2: a e c y p q; f3: a e d z p q; f4: a e f g h w p q; c1: a i k t; " +
            "c2: a i j l m u1; c3: a i j l n u2; c4: a i j l o u3; c5: a i j l r u4; c6: a i j l s u5",
            "f1 x; f2 y; f3 z; f4 w",
            "b>x 1; c>y 1; d>z 1; h>w 1; m>u1 2; n>u2 2; o>u3 2; r>u4 2; s>u5 2");

        Assert.AreEqual(0.75, metrics.ScoreAuc, 1e-12);                                          // unweighted it would be 1/6
    }

    [TestMethod]
    public void Non_members_count_as_often_as_there_are_members_with_items_of_their_popularity()
    {
        // x and t are met 4 times in what remains, y and u1 to u3 never.
        var trained = string.Join("; ", Enumerable.Range(1, 4).Select(i => $"x{i}: a x; t{i}: a t"));
        var metrics = Measure(
            $"{trained}; f1: a e b x p q; f2: a e c y p q; c1: a i k t; c2: a i l u1; c3: a i m u2; c4: a i n u3", "f1 x; f2 y",
            "b>x 1; c>y 1; l>u1 2; m>u2 2; n>u3 2");

        Assert.AreEqual(0.5, metrics.ScoreAuc, 1e-12);                                           // unweighted it would be 1/4
    }

    [TestMethod]
    public void Non_members_have_gaps_where_members_have_some()
    {
        // x and y are neighbours: between the context of y and y, x is missing. Non-members that lost the last item of their context (k)
        // likewise are above the members, the others below. Each kind stands for one of the two members.
        var users = Enumerable.Range(1, 9).Select(i => $"c{i}: a g{i} k{i} t{i}");
        var scores = Enumerable.Range(1, 9).Select(i => $"g{i}>t{i} 2");
        var metrics = Measure($"f1: a e b x y p q; {string.Join("; ", users)}", "f1 x; f1 y", $"b>x 1; b>y 1; {string.Join("; ", scores)}");

        Assert.AreEqual(0.5, metrics.ScoreAuc, 1e-12);                                           // unweighted it would be some ninths
    }

    [TestMethod]
    public void As_many_pairs_are_drawn_as_are_asked_for()
    {
        var view = View("f1: a b x p q; f2: a c y p q; f3: a d z p q; c1: a g k t; c2: a g l u; c3: a g m v; c4: a g n w", "f1 x; f2 y; f3 z");
        var model = NamedScores.Model(_mlContext, view, "b>x 1");

        var drawn = _mlContext.Unlearning().EvaluateMembership(model, model, view, new MembershipEvaluationOptions { MaximumPairs = 2 });
        var all = _mlContext.Unlearning().EvaluateMembership(model, model, view);

        Assert.AreEqual((2, 2), (drawn.Members, drawn.NonMembers));
        Assert.AreEqual((3, 4), (all.Members, all.NonMembers));
    }

    private MembershipMetrics Measure(string users, string forget, string scores)
    {
        var view = View(users, forget);
        var model = NamedScores.Model(_mlContext, view, scores);
        return _mlContext.Unlearning().EvaluateMembership(model, model, view);
    }

    private IDataView View(string users, string forget) => Views.Partitioned(_mlContext, Views.Split(_mlContext, users), forget);
}
