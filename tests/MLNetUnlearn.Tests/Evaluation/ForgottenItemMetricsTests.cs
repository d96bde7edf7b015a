using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>
/// x was in two users' sequences and is forgotten by one: half is left. y was in three and is forgotten by one. Both are test items: x after
/// k and l, y after m.
/// </summary>
[TestClass]
public sealed class ForgottenItemMetricsTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _partitioned;

    public ForgottenItemMetricsTests() => _partitioned = Views.Partitioned(
        _mlContext,
        Views.Split(_mlContext, "f1: a b x p q; f2: a b y p q; t1: a x; t2: a y; t3: c y; c1: a g k x; c2: a g l x; c3: a g m y"),
        "f1 x; f2 y");

    [TestMethod]
    public void Only_pairs_of_items_that_lost_half_are_ranked()
    {
        var metrics = Evaluate(model: "k>x 1", retrained: "k>x 1; l>x 1");

        Assert.AreEqual(1, metrics.ItemCount);
        Assert.AreEqual(2, metrics.Count);
        // x is first after k and, all scores equal, last after l: of 11 items 3 are of the context.
        CollectionAssert.AreEqual(new[] { 1, 8 }, metrics.Model.Ranks.ToArray());
        Assert.AreEqual(0.5, metrics.Model.RecallAt(1));
        Assert.AreEqual(1, metrics.Retrained.RecallAt(1));
        Assert.AreEqual("full ranking", metrics.Model.Protocol);
    }

    [TestMethod]
    [DataRow(0.34, 1, 2)]
    [DataRow(0.33, 2, 3)]
    [DataRow(0.51, 0, 0)]
    public void The_least_share_decides_which_items_count(double share, int items, int pairs)
    {
        var model = NamedScores.Model(_mlContext, _partitioned, "k>x 1");

        var metrics = _mlContext.Unlearning().EvaluateForgottenItems(model, model, _partitioned, minimumForgottenShare: share);

        Assert.AreEqual((items, pairs), (metrics.ItemCount, metrics.Count));
    }

    [TestMethod]
    public void Negatives_are_those_of_the_ranking_of_all_pairs()
    {
        var model = TableModel.Of(_mlContext, Views.Window(_mlContext, _partitioned, 6), (i, v) => Math.Sin((i * 7) + (v * 13)));
        var all = _mlContext.SequentialRecommendation().Evaluate(model, _partitioned, negatives: 4, seed: 9);

        var some = _mlContext.Unlearning().EvaluateForgottenItems(model, model, _partitioned, negatives: 4, seed: 9);

        Assert.AreEqual("4 random negatives", some.Model.Protocol);
        CollectionAssert.AreEqual(all.Ranks.Skip(2).Take(2).ToArray(), some.Model.Ranks.ToArray());  // behind f1 and f2
        CollectionAssert.AreEqual(some.Model.Ranks.ToArray(), some.Retrained.Ranks.ToArray());
    }

    private ForgottenItemMetrics Evaluate(string model, string retrained) => _mlContext.Unlearning().EvaluateForgottenItems(
        NamedScores.Model(_mlContext, _partitioned, model), NamedScores.Model(_mlContext, _partitioned, retrained), _partitioned);
}
