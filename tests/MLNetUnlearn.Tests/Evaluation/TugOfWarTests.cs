using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>
/// Hits at rank 1 of models whose scores are written down. Forgotten: x after b, y after b. The last that remain to train on: b after a, and
/// for the others g after a, h after a. Tests: q after p, twice, t after k, u after l.
/// </summary>
[TestClass]
public sealed class TugOfWarTests
{
    private const string Retrained = "a>b 3; p>q 1; k>t 1; b>x 1";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _view;

    public TugOfWarTests() => _view = Views.Partitioned(
        _mlContext, Views.Split(_mlContext, "f1: a b x p q; f2: a b y p q; c1: a g k t; c2: a h l u"), "f1 x; f2 y");

    [TestMethod]
    public void Each_set_of_pairs_takes_its_difference_from_the_figure()
    {
        // Forgotten: x only in both. Remaining: b, b of four in the retrained one; g and h as well... b is no longer first: g is.
        var metrics = Evaluate("a>g 3; p>q 1; k>t 1; l>u 1; b>x 1");

        Assert.AreEqual(0, metrics.ForgetDifference, 1e-12);       // 1/2 and 1/2
        Assert.AreEqual(-0.25, metrics.RetainDifference, 1e-12);   // 1/4 and 2/4
        Assert.AreEqual(0.25, metrics.TestDifference, 1e-12);      // 4/4 and 3/4
        Assert.AreEqual(0.75 * 0.75, metrics.Value, 1e-12);
    }

    [TestMethod]
    public void Remembering_and_over_forgetting_cost_alike()
    {
        var remembers = Evaluate(Retrained.Replace("b>x 1", "b>x 1; b>y 1", StringComparison.Ordinal), negatives: 1);
        Assert.AreEqual(0.5, remembers.ForgetDifference, 1e-12);
        Assert.AreEqual(0.5, remembers.Value, 1e-12);

        var over = Evaluate(Retrained.Replace("; b>x 1", "", StringComparison.Ordinal), negatives: 1);
        Assert.AreEqual(-0.5, over.ForgetDifference, 1e-12);
        Assert.AreEqual(0.5, over.Value, 1e-12);
    }

    [TestMethod]
    public void A_model_beside_itself_is_at_one() => Assert.AreEqual(1, Evaluate(Retrained).Value);

    [TestMethod]
    public void The_last_training_item_is_ranked_after_those_before_it()
    {
        var model = NamedScores.Model(_mlContext, _view, "a>b 3; a>g 2; a>h 1");

        var metrics = _mlContext.SequentialRecommendation().Evaluate(
            model, _view, new RankingEvaluationOptions { TargetColumnName = null });

        CollectionAssert.AreEqual(new[] { 1, 1, 2, 3 }, metrics.Ranks.ToArray());
    }

    [TestMethod]
    public void Where_nothing_remains_before_a_last_item_there_is_nothing_to_rank()
    {
        var whole = Views.Split(_mlContext, "u1: a b c; u2: a b x p q");
        var view = Views.Partitioned(_mlContext, whole, "u2 x; u2 b");
        var model = NamedScores.Model(_mlContext, whole, "");

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Unlearning().EvaluateTugOfWar(model, model, view));

        Assert.AreEqual(
            "EvaluateTugOfWar: there is nothing to rank: no row has items in 'Sequence' of which the last could be ranked.", error.Message);
    }

    [TestMethod]
    public void Options_out_of_range_are_named_together()
    {
        var model = NamedScores.Model(_mlContext, _view, "");

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Unlearning().EvaluateTugOfWar(
            model, model, _view, new TugOfWarOptions { Cutoff = 0, Negatives = 0 }));

        StringAssert.Contains(error.Message, "TugOfWarOptions: Negatives is 0; it must be at least 1.");
        StringAssert.Contains(error.Message, "Cutoff is 0; it must be at least 1.");
    }

    private TugOfWarMetrics Evaluate(string model, int? negatives = null) => _mlContext.Unlearning().EvaluateTugOfWar(
        NamedScores.Model(_mlContext, _view, model), NamedScores.Model(_mlContext, _view, Retrained), _view, cutoff: 1, negatives: negatives);
}
