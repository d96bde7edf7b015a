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

    /// <summary>Hidden states become (1, 1, 1, 1) whatever the context, and the mask's row by far the best match.</summary>
    [TestMethod]
    public void A_mask_that_scores_highest_is_neither_recommended_nor_ranked()
    {
        var module = _model.Module;
        var items = Weights.Of(module)["items.weight"];
        foreach (var (name, weight) in module.named_parameters())
        {
            if (name == "norm.weight")
                Weights.Set(weight, new float[4]);
            else if (name == "norm.bias")
                Weights.Set(weight, [1, 1, 1, 1]);
            else if (name == "items.weight")
                Weights.Set(weight, [.. Enumerable.Range(0, items.Length).Select(i => i / 4 == 7 ? 100f : i / 4)]);      // e_v = v, the mask 100
        }

        var recommended = Cells.Rows(_model.Transform(_split), "Recommended");
        var metrics = _mlContext.SequentialRecommendation().Evaluate(_model, _split);

        // Of six items all are recommended, by falling keys; the seventh place stays empty.
        CollectionAssert.AreEqual(Enumerable.Repeat("f e d c b a -", 3).ToArray(), recommended);
        // Test items f 6, a 1 and a 1; u1 has seen a to e and ranks f alone, u2's b, d, e, f seen leave c above a, u3's c, d, e leave b and f.
        Assert.AreEqual((1 + (1.0 / 2) + (1.0 / 3)) / 3, metrics.MeanReciprocalRank, 1e-9);
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
}
