using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The k best items with scores that are written down: after item i, item v scores 10·i + v, but b after a scores 99.</summary>
[TestClass]
public sealed class TransformerTopKTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void The_best_items_come_first_without_those_of_the_sequence() => AssertRecommends(
        new TableOptions { TopK = 3 },
        ("a", "b e d | 99 15 14"),
        ("b a", "e d c | 15 14 13"),
        ("a c", "e d b | 35 34 32"));

    [TestMethod]
    public void Seen_items_are_recommended_too_when_they_are_not_to_be_left_out() => AssertRecommends(
        new TableOptions { TopK = 3, ExcludeSeen = false },
        ("a", "b e d | 99 15 14"),
        ("b a", "b e d | 99 15 14"),
        ("a e", "e d c | 55 54 53"));

    [TestMethod]
    public void Places_that_stay_empty_hold_item_0_and_no_score() => AssertRecommends(
        new TableOptions { TopK = 4 },
        ("b c a", "e d - - | 15 14 NaN NaN"),
        ("a b c d e", "- - - - | NaN NaN NaN NaN"));

    [TestMethod]
    public void More_places_than_items_stay_empty() => AssertRecommends(
        new TableOptions { TopK = 7, ExcludeSeen = false },
        ("a", "b e d c a - - | 99 15 14 13 11 NaN NaN"));

    [TestMethod]
    public void A_single_place_holds_the_best_item() => AssertRecommends(new TableOptions { TopK = 1 }, ("a", "b | 99"), ("a b", "e | 25"));

    [TestMethod]
    public void Items_seen_before_the_last_n_are_left_out_too() => AssertRecommends(
        new TableOptions { TopK = 2 }, ("e e e e e a", "b d | 99 14"));

    [TestMethod]
    public void Negative_scores_are_scores()
    {
        var windows = Vocabulary();
        var model = TableModel.Of(_mlContext, windows, (i, v) => -v, new TableOptions { TopK = 2 });

        Assert.AreEqual("b c | -2 -3", Recommend(model, "a"));
    }

    /// <summary>A sequence longer than n is cut to its last n items; anything before has no influence.</summary>
    [TestMethod]
    public void The_last_n_items_are_the_context()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c d e f g h i j", maximumLength: 3);
        var options = new SasRecOptions { Epochs = 2, EmbeddingSize = 8, Seed = 1, TopK = 5, ExcludeSeen = false };
        var model = _mlContext.SequentialRecommendation().Trainers.SasRec(options).Fit(windows);

        Assert.AreEqual(Recommend(model, "g b d"), Recommend(model, "a b c d e f g b d", "a b c d e f g h i j"));
        Assert.AreNotEqual(Recommend(model, "g b d"), Recommend(model, "h b d"));
    }

    private void AssertRecommends(TableOptions options, params (string Sequence, string Expected)[] cases)
    {
        var model = TableModel.Of(_mlContext, Vocabulary(), (i, v) => (i, v) == (1, 2) ? 99 : (10 * i) + v, options);
        foreach (var (sequence, expected) in cases)
            Assert.AreEqual(expected, Recommend(model, sequence), sequence);
    }

    private IDataView Vocabulary() => Views.Windows(_mlContext, "u1: a b c d e");

    // A first user lists the vocabulary, so that keys are those of training.
    private string Recommend(SequentialRecommenderTransformer model, string sequence, string vocabulary = "")
    {
        if (vocabulary.Length == 0)
            vocabulary = string.Join(' ', "abcdefghij"[..model.ItemCount].ToCharArray());
        var rows = Samples.Sequences(_mlContext, $"vocabulary: {vocabulary}; user: {sequence}");
        return Cells.Rows(model.Transform(rows), model.Options.RecommendedColumnName, model.Options.ScoreColumnName)[1];
    }
}
