using Microsoft.ML;
using MLNetUnlearn.Evaluation.Subgroups;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Subgroups;

/// <summary>
/// Five users: f1 has five items to train on and forgets x, s1 has three and keeps x, c1 and c2 two each, and c3 six.
/// </summary>
[TestClass]
public sealed class SubgroupMetricsTests
{
    private const string Users = "f1: a b x c d p q; s1: a x b p q; c1: a g k q; c2: a h l t; c3: a b c d g h m t";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _view;

    public SubgroupMetricsTests() => _view = Views.Partitioned(_mlContext, Views.Split(_mlContext, Users), "f1 x");

    [TestMethod]
    [DataRow("users: few items", 2, 0, DisplayName = "c1 and c2")]
    [DataRow("users: some items", 1, 0, DisplayName = "s1")]
    [DataRow("users: many items", 2, 1, DisplayName = "f1, whose forgotten item counts, and c3")]
    [DataRow("items: rare", 5, 0, DisplayName = "q and t occur nowhere in training")]
    [DataRow("items: middling", 0, 0)]
    [DataRow("items: popular", 0, 1, DisplayName = "x remains with s1")]
    [DataRow("users who forget", 1, 1)]
    [DataRow("users who share a forgotten item", 1, 0)]
    [DataRow("users who share none", 3, 0)]
    public void A_pair_is_in_the_subgroups_of_its_user_and_item(string name, int tested, int forgotten)
    {
        var group = Evaluate("", "").Single(metrics => metrics.Name == name);

        Assert.AreEqual((tested, forgotten), (group.Count, group.Forgetting?.Model.Count ?? 0));
    }

    [TestMethod]
    public void Each_subgroup_has_the_ranks_of_its_own_pairs()
    {
        var groups = Evaluate("p>q 5; m>t 5; b>x 5", "k>q 5; l>t 5").ToDictionary(group => group.Name);

        Assert.AreEqual(1, groups["users who forget"].Model.RecallAt(1));
        Assert.AreEqual(0, groups["users who forget"].Retrained.RecallAt(1));
        Assert.AreEqual(1 / 3.0, groups["users who share none"].Model.RecallAt(1), 1e-12);
        Assert.AreEqual(2 / 3.0, groups["users who share none"].Retrained.RecallAt(1), 1e-12);
        Assert.AreEqual(0, groups["users: few items"].Model.RecallAt(1));
        Assert.AreEqual(1, groups["users: few items"].Retrained.RecallAt(1));
        Assert.AreEqual(1, groups["users who forget"].Forgetting!.SignedGapAt(1));
        Assert.IsNull(groups["users who share none"].Forgetting);
    }

    [TestMethod]
    public void Negatives_are_those_of_the_ranking_of_all_pairs()
    {
        var model = TableModel.Of(_mlContext, Views.Window(_mlContext, _view, 6), (i, v) => Math.Sin((i * 7) + (v * 13)));
        var all = _mlContext.SequentialRecommendation().Evaluate(model, _view, negatives: 4, seed: 9);

        var groups = _mlContext.Unlearning().EvaluateSubgroups(model, model, _view, negatives: 4, seed: 9);

        var some = groups.Single(group => group.Name == "users who share none").Model;
        CollectionAssert.AreEqual(all.Ranks.Skip(2).ToArray(), some.Ranks.ToArray());
        Assert.AreEqual("4 random negatives", some.Protocol);
    }

    private IReadOnlyList<SubgroupMetrics> Evaluate(string model, string retrained) => _mlContext.Unlearning().EvaluateSubgroups(
        NamedScores.Model(_mlContext, _view, model), NamedScores.Model(_mlContext, _view, retrained), _view);
}
