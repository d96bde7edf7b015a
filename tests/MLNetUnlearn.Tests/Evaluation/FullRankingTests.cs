using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>
/// The full ranking by hand. After item i, item v (a = 1, …, g = 7) scores v, so that g ranks first wherever it is not left out,
/// unless a test says otherwise.
/// </summary>
[TestClass]
public sealed class FullRankingTests
{
    private const string Vocabulary = "u0: a b c d e f g";

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Items_of_the_context_are_left_out_and_the_validation_item_belongs_to_it()
    {
        // Context a, e, g (g is the validation item), target d: of b, c, d, f only f scores higher. Nothing precedes u0's g.
        AssertRanks("u1: a e g d", [1, 2]);
    }

    [TestMethod]
    public void The_target_itself_is_ranked_even_when_the_user_has_it_already()
    {
        // Context d, a, b; target d again: above it e, f, g.
        AssertRanks("u1: d a b d", [1, 4]);
    }

    [TestMethod]
    public void Ties_count_against_the_model()
    {
        // All score 0: after a, b, c the rank of d is the number of items left, d to g; after a, …, f only g is left.
        AssertRanks("u1: a b c d", [1, 4], (_, _) => 0);
    }

    [TestMethod]
    public void Only_the_last_n_items_are_the_context_but_all_are_left_out()
    {
        // n = 4. Context b a a a a, after the cut a a a a. b scores highest, but is left out: c, the target, is behind d, e, f and g.
        AssertRanks("u1: b a a a a c", [1, 5], (_, v) => v == 2 ? 100 : v);
    }

    [TestMethod]
    public void Scores_after_the_last_item_of_the_context_count()
    {
        // After c items score the other way round: b before d, e, f, g. After f (u0) they score v.
        AssertRanks("u1: a c b", [1, 1], (i, v) => i == 3 ? -v : v);
    }

    [TestMethod]
    public void Users_without_a_held_out_item_are_passed_over()
    {
        AssertRanks("u1: a b; u2: c; u3: a b c", [1, 5]);
    }

    [TestMethod]
    public void Rows_to_forget_are_passed_over_even_where_they_have_a_test_item()
    {
        // Test items 3 and 5 of 20; objects hold scalar keys from 0.
        var rows = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new FlaggedRow { Sequence = [1, 2], TestItem = 2, IsForget = true }, new FlaggedRow { Sequence = [1, 2], TestItem = 4 },
        });
        var windows = Views.Windows(_mlContext, "u1: " + string.Join(" ", Enumerable.Range(1, 20)));

        var metrics = _mlContext.SequentialRecommendation().Evaluate(TableModel.Of(_mlContext, windows, (_, v) => v), rows);

        // Above item 5 are 6 to 20.
        CollectionAssert.AreEqual(new[] { 16 }, metrics.Ranks.ToArray());
    }

    [TestMethod]
    public void Metrics_are_means_over_the_ranks()
    {
        // Ranks 1, 2 and 4.
        var metrics = Evaluate("u1: a e g d; u2: d a b d", (_, v) => v);

        Assert.AreEqual("full ranking", metrics.Protocol);
        Assert.AreEqual(3, metrics.Count);
        Assert.AreEqual((1 + (1 / 2.0) + (1 / 4.0)) / 3, metrics.MeanReciprocalRank, 1e-12);
        double[] recall = [1 / 3.0, 2 / 3.0, 2 / 3.0, 1, 1];
        var second = 1 / Math.Log2(3);
        var fourth = 1 / Math.Log2(5);
        double[] ndcg = [1 / 3.0, (1 + second) / 3, (1 + second) / 3, (1 + second + fourth) / 3, (1 + second + fourth) / 3];
        for (var k = 1; k <= 5; k++)
        {
            Assert.AreEqual(recall[k - 1], metrics.RecallAt(k), 1e-12, $"Recall@{k}");
            Assert.AreEqual(ndcg[k - 1], metrics.NdcgAt(k), 1e-12, $"NDCG@{k}");
        }
    }

    [TestMethod]
    public void K_must_be_at_least_1()
    {
        var metrics = Evaluate("u1: a b c", (_, v) => v);

        Assert.AreEqual("k", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => metrics.RecallAt(0)).ParamName);
        Assert.AreEqual("k", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => metrics.NdcgAt(-1)).ParamName);
    }

    [TestMethod]
    public void More_rows_than_a_batch_are_ranked_in_the_views_order()
    {
        // 600 users; user r's target has rank 1 + r mod 3: context a, b, d, of which e, f, g and c are left.
        string[] targets = ["g", "f", "e"];
        var text = string.Join("; ", Enumerable.Range(1, 599).Select(r => $"u{r}: a b d {targets[r % 3]}"));

        var ranks = Evaluate(text, (_, v) => v).Ranks;

        CollectionAssert.AreEqual(Enumerable.Range(0, 600).Select(r => 1 + (r % 3)).ToArray(), ranks.ToArray());
    }

    [TestMethod]
    public void Another_columns_item_can_be_ranked_after_the_training_items_alone()
    {
        var split = Views.Split(_mlContext, $"{Vocabulary}; u1: a b c f d");
        var model = Model(split, (_, v) => v);

        var metrics = _mlContext.SequentialRecommendation().Evaluate(
            model, split, new RankingEvaluationOptions { TargetColumnName = "ValidationItem", ContextItemColumnName = null });

        // u0: f among f, g. u1: f among d, e, f, g.
        CollectionAssert.AreEqual(new[] { 2, 2 }, metrics.Ranks.ToArray());
    }

    private void AssertRanks(string users, int[] expected, Func<int, int, double>? score = null) =>
        CollectionAssert.AreEqual(expected, Evaluate(users, score ?? ((_, v) => v)).Ranks.ToArray());

    // u0's ranking comes first: after a, …, f only g is left, which is the target.
    private SequentialRankingMetrics Evaluate(string users, Func<int, int, double> score)
    {
        var split = Views.Split(_mlContext, $"{Vocabulary}; {users}");
        return _mlContext.SequentialRecommendation().Evaluate(Model(split, score), split);
    }

    private SequentialRecommenderTransformer Model(IDataView split, Func<int, int, double> score) =>
        TableModel.Of(_mlContext, Views.Window(_mlContext, split), score);

    private sealed class FlaggedRow
    {
        [KeyType(20)]
        public uint[] Sequence { get; set; } = [];

        [KeyType(20)]
        public uint TestItem { get; set; }

        public bool IsForget { get; set; }
    }
}
