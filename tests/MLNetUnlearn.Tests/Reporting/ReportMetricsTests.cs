using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class ReportMetricsTests
{
    [TestMethod]
    public void Every_metric_has_its_words_once()
    {
        var all = ReportMetrics.All;

        Assert.HasCount(all.Count, all.Select(metric => metric.Id).Distinct());
        Assert.HasCount(all.Count, all.Select(metric => metric.Title).Distinct());
        foreach (var metric in all)
        {
            Assert.MatchesRegex(@"^[A-Z(0-9].*\.$", metric.Explanation, metric.Id);
            Assert.AreNotEqual("", metric.Unit, metric.Id);
            Assert.AreNotEqual(MetricGroup.Other, metric.Group, metric.Id);
        }
    }

    [TestMethod]
    [DataRow("recall@10", "Recall@10, full ranking", MetricGroup.Utility, MetricGoal.Higher)]
    [DataRow("ndcg@50.sampled", "NDCG@50, 100 negatives", MetricGroup.Utility, MetricGoal.Higher)]
    [DataRow("gap@10", "Gap to Retrain", MetricGroup.Forgetting, MetricGoal.Zero)]
    [DataRow("attack.auc", "Attack AUC", MetricGroup.Attack, MetricGoal.LikeRetrained)]
    [DataRow("differenceAuc", "Difference AUC", MetricGroup.Attack, MetricGoal.Half)]
    [DataRow("subgroup.rare items.recall@10", "Recall@10, rare items", MetricGroup.Damage, MetricGoal.LikeRetrained)]
    [DataRow("subgroup..recall@10", "subgroup..recall@10", MetricGroup.Other, MetricGoal.Unknown)]
    [DataRow("my own", "my own", MetricGroup.Other, MetricGoal.Unknown)]
    public void An_id_gives_title_group_and_goal(string id, string title, MetricGroup group, MetricGoal goal)
    {
        var metric = ReportMetrics.Of(id);

        Assert.AreEqual((id, title, group, goal), (metric.Id, metric.Title, metric.Group, metric.Goal));
    }
}
