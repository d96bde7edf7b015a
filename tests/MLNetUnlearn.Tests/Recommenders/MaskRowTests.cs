using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The mask of BERT4Rec is a row of the item table and yet no item.</summary>
[TestClass]
public sealed class MaskRowTests
{
    private const string Users = "u1: a b c d e f; u2: b d e f a; u3: c d e a";
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _split;
    private readonly SequentialRecommenderTransformer _model;

    public MaskRowTests()
    {
        _split = Views.Split(_mlContext, Users);
        _model = _mlContext.SequentialRecommendation().Trainers
            .Bert4Rec(new Bert4RecOptions { EmbeddingSize = 4, Heads = 2, Blocks = 1, Epochs = 2, Seed = 5, TopK = 7, ExcludeSeen = false })
            .Fit(Views.Window(_mlContext, _split));
    }

    [TestMethod]
    public void A_mask_that_scores_highest_is_neither_recommended_nor_ranked()
    {
        PreferTheMask();

        var recommended = Cells.Rows(_model.Transform(_split), "Recommended");
        var metrics = _mlContext.SequentialRecommendation().Evaluate(_model, _split);

        // Of six items all are recommended, by falling keys; the seventh place stays empty.
        CollectionAssert.AreEqual(Enumerable.Repeat("f e d c b a -", 3).ToArray(), recommended);
        // Test items f 6, a 1 and a 1; u1 has seen a to e and ranks f alone, u2's b, d, e, f seen leave c above a, u3's c, d, e leave b and f.
        Assert.AreEqual((1 + (1.0 / 2) + (1.0 / 3)) / 3, metrics.MeanReciprocalRank, 1e-9);
    }

    [TestMethod]
    public void A_mask_that_scores_highest_is_no_candidate_and_like_no_item()
    {
        PreferTheMask();
        using var asked = _model.With(new RecommendationOptions { CandidateItems = ["f", "a", "d"] });

        CollectionAssert.AreEqual(
            Enumerable.Repeat("f d a - - - - | 24 16 4 NaN NaN NaN NaN", 3).ToArray(),
            Cells.Rows(asked.Transform(_split), "Recommended", "Score"));
        CollectionAssert.AreEquivalent(new[] { "a", "c", "d", "e", "f" }, _model.SimilarItems("b").Select(near => near.Item).ToArray());
        foreach (var name in new[] { "7", "" })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _model.With(new RecommendationOptions { CandidateItems = [name] }));
    }

    [TestMethod]
    public void A_warm_start_carries_the_mask_behind_other_numbers_of_items()
    {
        var options = (Bert4RecOptions)_model.Options with { Epochs = 1, LearningRate = 1e-30 };
        var was = Weights.Of(_model.Module)["items.weight"];

        using var warm = _mlContext.SequentialRecommendation().Trainers.Bert4Rec(options)
            .Fit(Views.Windows(_mlContext, "u1: f x a; u2: a f"), _model);

        // Items f, x and a, and the mask in row 4, which was row 7.
        var now = Weights.Of(warm.Module)["items.weight"];
        Assert.HasCount(5 * 4, now);
        CollectionAssert.AreEqual(was[24..28], now[4..8]);
        CollectionAssert.AreEqual(was[4..8], now[12..16]);
        CollectionAssert.AreEqual(was[28..], now[16..]);
    }

    [TestMethod]
    public void Unlearning_asks_a_mask_behind_each_context_to_forget_and_masks_remaining_windows()
    {
        var windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, _split, "u1 c; u2 e"));
        var (contexts, targets, counts) = (new List<string>(), new List<long>(), new List<long>());
        var before = Weights.Of(_model.Module)["items.weight"];
        var probe = new Unlearning.ProbeOptions(step =>
        {
            var (items, bounds) = (step.ForgetContexts.Items.data<long>().ToArray(), step.ForgetContexts.Offsets.data<long>().ToArray());
            contexts.AddRange(Enumerable.Range(0, 2).Select(b => string.Join(" ", items[(int)bounds[b]..(int)bounds[b + 1]])));
            targets.AddRange(step.ForgetTargets.data<long>().ToArray());
            counts.Add(step.RemainingPositiveScores.shape[0]);
            Assert.IsTrue(step.ForgetScores.requires_grad);
            return step.ForgetScores.sum();
        });

        using var unlearned = _mlContext.Unlearning().Custom(_model, probe with { MaximumEpochs = 3, Stop = new NoStop(), Seed = 1 }).Fit(windows);

        CollectionAssert.AreEquivalent(new[] { "1 2 7", "2 4 7" }, contexts.Distinct().ToArray());
        CollectionAssert.AreEquivalent(new long[] { 3, 5, 3, 5, 3, 5 }, targets);
        Assert.IsTrue(counts.TrueForAll(count => count is >= 3 and <= 4), string.Join(" ", counts));
        var after = Weights.Of(unlearned.Module)["items.weight"];
        CollectionAssert.AreNotEqual(before[28..], after[28..], "the gradient reaches the mask");
        CollectionAssert.AreEqual(new float[4], after[..4]);
    }

    /// <summary>Hidden states become (1, 1, 1, 1) whatever the context, e_v = v·(1, 1, 1, 1), and the mask's row by far the best match.</summary>
    private void PreferTheMask()
    {
        foreach (var (name, weight) in _model.Module.named_parameters())
        {
            if (name == "norm.weight")
                Weights.Set(weight, new float[4]);
            else if (name == "norm.bias")
                Weights.Set(weight, [1, 1, 1, 1]);
            else if (name == "items.weight")
                Weights.Set(weight, [.. Enumerable.Range(0, (int)weight.numel()).Select(i => i / 4 == 7 ? 100f : i / 4)]);
        }
    }
}
