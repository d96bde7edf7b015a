using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>Models beside a retrained one on four forgotten items.</summary>
[TestClass]
public sealed class ForgettingMetricsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _partitioned;

    // Keys a 1 to f 6. Forgotten: after a: b; after a: c; after a, d: e; after b: d.
    public ForgettingMetricsTests() => _partitioned = Views.Partitioned(
        _mlContext, Views.Split(_mlContext, "u1: a b c d e f a; u2: b d c e f"), "u1 b; u1 c; u1 e; u2 d");

    [TestMethod]
    public void Only_the_rows_to_forget_are_ranked_after_what_was_kept_before_them()
    {
        var metrics = Evaluate(Scores((_, v) => v), Scores((_, v) => v));

        // b among b…f: 5. c among b…f: 4. e after a, d among b, c, e, f: 2. d after b among a, c, d, e, f: 3.
        CollectionAssert.AreEqual(new[] { 5, 4, 2, 3 }, metrics.Model.Ranks.ToArray());
    }

    [TestMethod]
    public void The_gap_is_positive_where_the_model_remembers_more_than_the_retrained_one()
    {
        var metrics = Evaluate(model: Scores(Remembers), retrained: Scores((_, v) => v));

        Assert.AreEqual(1, metrics.HitAt(2));
        Assert.AreEqual(0.25, metrics.Retrained.RecallAt(2));
        Assert.AreEqual(0.75, metrics.SignedGapAt(2), 1e-12);
        Assert.AreEqual(0.75, metrics.GapAt(2), 1e-12);
    }

    [TestMethod]
    public void The_gap_is_negative_where_the_model_has_over_forgotten()
    {
        var metrics = Evaluate(model: Scores((_, v) => v), retrained: Scores(Remembers));

        Assert.AreEqual(0.25, metrics.HitAt(2));
        Assert.AreEqual(-0.75, metrics.SignedGapAt(2), 1e-12);
        Assert.AreEqual(0.75, metrics.GapAt(2), 1e-12);
    }

    [TestMethod]
    public void A_model_beside_itself_has_no_gap()
    {
        var model = Scores((_, v) => v);
        var metrics = Evaluate(model, model);

        for (var k = 1; k <= 5; k++)
            Assert.AreEqual(0, metrics.GapAt(k));
    }

    [TestMethod]
    public void Both_models_meet_the_same_negatives()
    {
        var model = Scores((i, v) => Math.Sin((i * 7) + (v * 13)));

        var metrics = _mlContext.Unlearning().Evaluate(model, model, _partitioned, negatives: 4, seed: 9);

        Assert.AreEqual("4 random negatives", metrics.Model.Protocol);
        CollectionAssert.AreEqual(metrics.Retrained.Ranks.ToArray(), metrics.Model.Ranks.ToArray());
    }

    // The forgotten items on top: b and c after a, e after d, d after b.
    private static double Remembers(int item, int next) => (item, next) is (1, 2) or (1, 3) or (4, 5) or (2, 4) ? 50 + next : next;

    private ForgettingMetrics Evaluate(SequentialRecommenderTransformer model, SequentialRecommenderTransformer retrained) =>
        _mlContext.Unlearning().Evaluate(model, retrained, _partitioned);

    private SequentialRecommenderTransformer Scores(Func<int, int, double> score) =>
        TableModel.Of(_mlContext, Views.Window(_mlContext, _partitioned), score);
}
