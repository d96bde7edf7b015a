using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>Baselines are ranked as networks are, ties against them.</summary>
[TestClass]
public sealed class BaselineRankingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private SequentialRecommendationCatalog Recommendation => _mlContext.SequentialRecommendation();

    [TestMethod]
    public void Popularity_ranks_by_hand()
    {
        // Training items a b | a b c | d; counts a 2, b 2, c 1, and 0 for e, f, g. Sequences of one item are in no window, so d has 0 too.
        var split = Views.Split(_mlContext, "u1: a b e c; u2: a b c f g; u3: d e b");
        var model = Recommendation.Trainers.Popularity().Fit(Views.Window(_mlContext, split));

        var ranks = Recommendation.Evaluate(model, split).Ranks;

        // u1: context a b e, target c (1) above d, f, g. u2: a b c f, target g (0) ties with d and e. u3: d e, target b ties with a.
        CollectionAssert.AreEqual(new[] { 1, 3, 2 }, ranks.ToArray());
    }

    [TestMethod]
    public void Neighbours_rank_by_hand_and_what_has_no_score_ranks_last()
    {
        // Training a b c | a b | b d: see ItemKnnTests. Contexts end with the validation item.
        var split = Views.Split(_mlContext, "u1: a b c a d; u2: a b b c; u3: b d b a; u4: e f a g");
        var options = new ItemKnnOptions { Shrinkage = 1, Decay = 0.5 };
        var model = Recommendation.Trainers.ItemKnn(options).Fit(Views.Window(_mlContext, split));

        var ranks = Recommendation.Evaluate(model, split).Ranks;

        // u1 after a b c a: d (0.366/4 for b), above e, f, g. u2 after a b b: c above d. u3 after b d b: a above c.
        // u4 after e f a: e and f are one user's, b and c score; g has 0 and ties with d.
        CollectionAssert.AreEqual(new[] { 1, 1, 1, 4 }, ranks.ToArray());
    }

    [TestMethod]
    public void Among_sampled_negatives_ties_count_against_the_model_too()
    {
        // Counts a 1, b 2, c 2. Negatives are g and h for u1, whose f ties with all five; e to h for u2, whose a is above them.
        var split = Views.Split(_mlContext, "u1: a b c e f; u2: b c b a; x: g; y: h");
        var model = Recommendation.Trainers.Popularity().Fit(Views.Window(_mlContext, split));

        CollectionAssert.AreEqual(new[] { 6, 1 }, Recommendation.Evaluate(model, split, negatives: 5).Ranks.ToArray());
    }

    [TestMethod]
    public void On_planted_rings_neighbours_are_far_above_popularity()
    {
        var split = Views.Split(_mlContext, PlantedRing.Interactions());
        var windows = Views.Window(_mlContext, split, PlantedRing.MaximumLength);

        var popularity = Recommendation.Evaluate(Recommendation.Trainers.Popularity().Fit(windows), split);
        var knn = Recommendation.Evaluate(Recommendation.Trainers.ItemKnn().Fit(windows), split);

        // Nine of ten steps stay on the ring, whose other items go together; popularity has three rings to choose from.
        Assert.IsGreaterThan(0.85, knn.RecallAt(10));
        Assert.IsLessThan(0.6, popularity.RecallAt(10));
        Assert.IsGreaterThan(1.5 * popularity.NdcgAt(10), knn.NdcgAt(10));
    }

    [TestMethod]
    public void Counting_again_without_the_forgotten_rows_is_judged_as_unlearning_is()
    {
        // Training a b c | a c | d c, of which u1 forgets b.
        var sequences = Views.Split(_mlContext, "u1: a b c d d; u2: a c c c; u3: d c c c");
        var partitioned = Views.Partitioned(_mlContext, sequences, "u1 b");
        var before = Recommendation.Trainers.ItemKnn(shrinkage: 0).Fit(Views.Window(_mlContext, sequences));
        var after = Recommendation.Trainers.ItemKnn(shrinkage: 0).Fit(Views.Window(_mlContext, partitioned));

        var metrics = _mlContext.Unlearning().Evaluate(before, after, partitioned);

        // After a: b with 1/√2 behind c with 2/√6; then b is without a score, as d is.
        CollectionAssert.AreEqual(new[] { 2 }, metrics.Model.Ranks.ToArray());
        CollectionAssert.AreEqual(new[] { 3 }, metrics.Retrained.Ranks.ToArray());
    }
}
