using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>The protocol with random negatives.</summary>
[TestClass]
public sealed class SampledRankingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Negatives_are_never_the_users_own_items()
    {
        // u1 has all but g: whatever is drawn is g. By score its target f is below g; in u2's ranking only a can be drawn, which is below.
        var split = Views.Split(_mlContext, "u1: a b c d e f; u2: b c d e f g");

        var metrics = Evaluate(Model(split, (_, v) => v), split, negatives: 25);

        CollectionAssert.AreEqual(new[] { 26, 1 }, metrics.Ranks.ToArray());
        Assert.AreEqual("25 random negatives", metrics.Protocol);
    }

    [TestMethod]
    public void Negatives_are_outside_even_when_the_user_has_nearly_the_whole_catalogue()
    {
        // u1 has items 1 to 299 of 300, so blind draws would mostly miss; item 300 alone scores less than the target.
        var nearlyAll = string.Join(" ", Enumerable.Range(1, 299).Select(i => $"i{i}"));
        var split = Views.Split(_mlContext, $"u1: {nearlyAll}; u2: i1 i2 i300 i1 i2");

        var metrics = Evaluate(Model(split, (_, v) => v == 300 ? -1 : 0), split, negatives: 25);

        Assert.AreEqual(1, metrics.Ranks[0]);
    }

    [TestMethod]
    public void A_user_who_has_the_whole_catalogue_is_ranked_among_known_items()
    {
        var split = Views.Split(_mlContext, "u1: a b c");

        var metrics = Evaluate(Model(Views.Split(_mlContext, "u1: a b c a b"), (_, v) => -v), split, negatives: 5);

        // Whatever is drawn scores more than the target c, or is c itself and ties.
        CollectionAssert.AreEqual(new[] { 6 }, metrics.Ranks.ToArray());
    }

    [TestMethod]
    public void Ties_count_against_the_model()
    {
        var split = Views.Split(_mlContext, "u1: a b c d e; u2: f g h");

        var metrics = Evaluate(Model(split, (_, _) => 0), split, negatives: 7);

        CollectionAssert.AreEqual(new[] { 8, 8 }, metrics.Ranks.ToArray());
    }

    [TestMethod]
    public void Items_of_the_users_other_rows_are_no_negatives_either()
    {
        // Keys: a 1, b 2, d 3, c 4, f 5, e 6. d is forgotten and stands in a row of its own, but u1 still knows it: only e is left to draw,
        // and e alone scores less than the target f.
        var split = Views.Split(_mlContext, "u1: a b d c f; u2: e a c");
        var partitioned = Views.Partitioned(_mlContext, split, "u1 d");
        var model = Model(partitioned, (_, v) => v == 6 ? -1 : v == 5 ? 0 : 1);

        Assert.AreEqual(1, Evaluate(model, partitioned, negatives: 30).Ranks[0]);
    }

    [TestMethod]
    public void Held_out_items_are_no_negatives_for_the_forgotten_ones()
    {
        // u1 forgets d after a, b; c and f are held out, only e is left to draw, and e alone scores less than d.
        var split = Views.Split(_mlContext, "u1: a b d c f; u2: e a c");
        var partitioned = Views.Partitioned(_mlContext, split, "u1 d");
        var model = Model(partitioned, (_, v) => v == 6 ? -1 : v == 3 ? 0 : 1);

        var metrics = _mlContext.Unlearning().Evaluate(model, model, partitioned, negatives: 30);

        CollectionAssert.AreEqual(new[] { 1 }, metrics.Model.Ranks.ToArray());
    }

    [TestMethod]
    public void The_same_seed_draws_the_same_negatives_and_another_seed_others()
    {
        var (split, model) = Random(users: 100);

        var first = Evaluate(model, split, negatives: 20, seed: 5).Ranks.ToArray();

        CollectionAssert.AreEqual(first, Evaluate(model, split, negatives: 20, seed: 5).Ranks.ToArray());
        CollectionAssert.AreNotEqual(first, Evaluate(model, split, negatives: 20, seed: 6).Ranks.ToArray());
    }

    [TestMethod]
    public void Every_pair_has_negatives_of_its_own()
    {
        // Users alike in everything, whose target is in the middle of the order: with the same negatives all ranks would be equal.
        var users = string.Join("; ", Enumerable.Range(1, 20).Select(user => $"u{user}: a b k"));
        var split = Views.Split(_mlContext, $"u0: a b c d e f g h i j k l m n o p q r s t; {users}");

        var ranks = Evaluate(Model(split, (_, v) => v), split, negatives: 10).Ranks.Skip(1).ToArray();

        Assert.HasCount(20, ranks);
        Assert.IsGreaterThan(2, ranks.Distinct().Count());
    }

    [TestMethod]
    public void The_target_is_no_negative_whatever_else_is_known()
    {
        // Of d and e, which are neither in the context nor said to be known, d is the target and e scores less.
        var split = Views.Split(_mlContext, "u1: a b c d; u2: e a b");
        var options = new RankingEvaluationOptions { Negatives = 20, KnownItemColumnNames = [] };

        var metrics = _mlContext.SequentialRecommendation().Evaluate(Model(split, (_, v) => v == 5 ? -1 : 0), split, options);

        Assert.AreEqual(1, metrics.Ranks[0]);
    }

    [TestMethod]
    public void Every_model_meets_the_same_negatives()
    {
        // The models order items in opposite ways, so a target with r − 1 of 20 negatives above it in one has 20 − (r − 1) in the other,
        // except for negatives drawn twice and ties, of which there are none.
        var (split, _) = Random(users: 100);

        var up = Evaluate(Model(split, (_, v) => v), split, negatives: 20).Ranks;
        var down = Evaluate(Model(split, (_, v) => -v), split, negatives: 20).Ranks;

        CollectionAssert.AreEqual(Enumerable.Repeat(22, 100).ToArray(), up.Zip(down, (a, b) => a + b).ToArray());
    }

    [TestMethod]
    public void A_model_that_knows_nothing_hits_by_chance()
    {
        var (split, model) = Random(users: 1000);

        var hit = Evaluate(model, split, negatives: 100).RecallAt(10);

        Assert.AreEqual(10.0 / 101, hit, 4 * Math.Sqrt(10.0 / 101 * (91.0 / 101) / 1000));       // four standard deviations
    }

    // Users who pick items at random, and scores that look random: no structure anywhere.
    private (IDataView Split, SequentialRecommenderTransformer Model) Random(int users)
    {
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = users, Rings = 5, ItemsPerRing = 40, Follow = 0, MinimumLength = 5, MeanLength = 5,
        });
        var split = Views.Split(_mlContext, planted);
        return (split, Model(split, (i, v) => Math.Sin((12.9898 * i) + (78.233 * v) + (3.7 * i * v))));
    }

    private SequentialRankingMetrics Evaluate(SequentialRecommenderTransformer model, IDataView view, int negatives, int seed = 1) =>
        _mlContext.SequentialRecommendation().Evaluate(model, view, negatives, seed);

    private SequentialRecommenderTransformer Model(IDataView split, Func<int, int, double> score) =>
        TableModel.Of(_mlContext, Views.Window(_mlContext, split), score);
}
