using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>
/// Figures of an attack whose values are written down. Member i is x{i} after b{i}; non-member j, the test item of a user who forgets
/// nothing, is t{j} after k{j}. None of these items occurs elsewhere, so all non-members weigh the same.
/// </summary>
[TestClass]
public sealed class MembershipMetricsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void The_area_is_the_share_of_pairs_of_pairs_in_order_ties_counted_half()
    {
        // 3 is above 2, 1 and 0; 1 is below 2, equal to 1 and above 0: 4.5 of 6.
        var metrics = Evaluate(2, 3, model: "b1>x1 3; b2>x2 1; k1>t1 2; k2>t2 1", retrained: "k1>t1 2; k2>t2 1");

        Assert.AreEqual(4.5 / 6, metrics.ScoreAuc, 1e-12);
        Assert.AreEqual(1.0 / 6, metrics.RetrainedScoreAuc, 1e-12);       // 0 and 0: below 2 and 1, equal to 0
        Assert.AreEqual((2, 3), (metrics.Members, metrics.NonMembers));
    }

    [TestMethod]
    public void Log_probabilities_take_the_whole_catalogue_into_account()
    {
        // By their scores members lead; but after b1 and b2 another item is far more likely still.
        var metrics = Evaluate(2, 2, model: "b1>x1 3; b1>a 9; b2>x2 1; b2>a 9; k1>t1 2", retrained: "b1>x1 3; b2>x2 1; k1>t1 2");

        Assert.AreEqual(0.75, metrics.ScoreAuc, 1e-12);
        Assert.AreEqual(0, metrics.LogProbabilityAuc);
        Assert.AreEqual(0.75, metrics.RetrainedLogProbabilityAuc, 1e-12);
    }

    [TestMethod]
    public void The_difference_shows_what_the_retrained_model_does_not_explain()
    {
        // Neither score nor log-probability tells members: each value occurs on both sides. But the retrained model has them the other way
        // round. Raised by 4: x1. Lowered by 4: x2. Unchanged: t1 and t2. So x1 is above both, x2 below both.
        var metrics = Evaluate(2, 2, model: "b1>x1 4; k1>t1 4", retrained: "b2>x2 4; k1>t1 4");

        Assert.AreEqual(0.5, metrics.ScoreAuc, 1e-12);
        Assert.AreEqual(0.5, metrics.LogProbabilityAuc, 1e-12);
        Assert.AreEqual(0.5, metrics.DifferenceAuc, 1e-12);

        // Both raised.
        Assert.AreEqual(1, Evaluate(2, 2, "b1>x1 4; b2>x2 4; k1>t1 4; k2>t2 4", "k1>t1 4; k2>t2 4").DifferenceAuc);
        Assert.AreEqual(0, Evaluate(2, 2, "", "b1>x1 4; b2>x2 4").DifferenceAuc);
    }

    [TestMethod]
    [DataRow(100, 0.5, DisplayName = "one of 100 may be taken for a member")]
    [DataRow(99, 0.25, DisplayName = "one of 99 is more than 1 %")]
    public void The_true_positive_rate_is_that_of_the_lowest_threshold_with_one_false_in_a_hundred(int others, double expected)
    {
        // Members 11, 5, 0 and -1; non-members 10 and zeros.
        var metrics = Evaluate(4, others, "b1>x1 11; b2>x2 5; b4>x4 -1; k1>t1 10", "k1>t1 10");

        Assert.AreEqual(expected, metrics.TruePositiveRateAtOnePercentFalsePositives, 1e-12);
        Assert.AreEqual(0, metrics.RetrainedTruePositiveRateAtOnePercentFalsePositives);
    }

    [TestMethod]
    public void A_model_differs_from_itself_in_nothing()
    {
        var view = View("f1: a b x p q; f2: a c y p q; c1: a g k t; c2: a h l u; c3: a i m v", "f1 x; f2 y");
        var model = TableModel.Of(_mlContext, Views.Window(_mlContext, view, 6), (i, v) => Math.Sin((i * 7) + (v * 13)));

        var metrics = _mlContext.Unlearning().EvaluateMembership(model, model, view);

        Assert.AreEqual(0.5, metrics.DifferenceAuc);
        Assert.AreEqual(metrics.ScoreAuc, metrics.RetrainedScoreAuc);
        Assert.AreEqual(metrics.LogProbabilityAuc, metrics.RetrainedLogProbabilityAuc);
        Assert.AreNotEqual(0.5, metrics.ScoreAuc);
    }

    [TestMethod]
    public void The_order_of_users_does_not_matter()
    {
        string[] users = ["f1: a b x p q", "f2: a c d y p q", "c1: a g k t", "c2: a h o l u", "c3: a i m v", "c4: a e n w"];
        var expected = Of(users);

        foreach (var order in new[] { new[] { 5, 4, 3, 2, 1, 0 }, [2, 0, 4, 1, 5, 3], [1, 2, 3, 4, 5, 0] })
        {
            var metrics = Of([.. order.Select(place => users[place])]);
            Assert.AreEqual(expected.ScoreAuc, metrics.ScoreAuc, 1e-12);
            Assert.AreEqual(expected.LogProbabilityAuc, metrics.LogProbabilityAuc, 1e-12);
            Assert.AreEqual(expected.DifferenceAuc, metrics.DifferenceAuc, 1e-12);
        }
        Assert.AreNotEqual(0.5, expected.ScoreAuc);

        MembershipMetrics Of(string[] rows) => Measure(
            View(string.Join("; ", rows), "f1 x; f2 y"), "b>x 3; d>y 1; k>t 2; l>u 4; m>v 1; n>w 0.5", "b>x 1; d>y 1; k>t 1; l>u 5");
    }

    private MembershipMetrics Evaluate(int members, int others, string model, string retrained)
    {
        var forgetters = Enumerable.Range(1, members).Select(i => $"f{i}: a b{i} x{i} p q");
        var rest = Enumerable.Range(1, others).Select(j => $"c{j}: a h{j} k{j} t{j}");
        var requests = Enumerable.Range(1, members).Select(i => $"f{i} x{i}");
        return Measure(View(string.Join("; ", forgetters.Concat(rest)), string.Join("; ", requests)), model, retrained);
    }

    private MembershipMetrics Measure(IDataView view, string model, string retrained) => _mlContext.Unlearning().EvaluateMembership(
        NamedScores.Model(_mlContext, view, model), NamedScores.Model(_mlContext, view, retrained), view);

    private IDataView View(string users, string forget) => Views.Partitioned(_mlContext, Views.Split(_mlContext, users), forget);
}
