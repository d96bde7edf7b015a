using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>A trained model asked for something else: after item i, item v scores 10·i + v, but b after a scores 99.</summary>
[TestClass]
public sealed class RecommendationOptionsTests
{
    private const string Gone = "The model has been disposed; its weights are gone.";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly SequentialRecommenderTransformer _model;

    public RecommendationOptionsTests() => _model = TableModel.Of(
        _mlContext, Views.Windows(_mlContext, "u1: a b c d e"), (i, v) => (i, v) == (1, 2) ? 99 : (10 * i) + v, new TableOptions { TopK = 3 });

    [TestMethod]
    public void Candidates_alone_are_recommended_best_first_without_those_of_the_sequence() => AssertRecommends(
        new RecommendationOptions { CandidateItems = ["d", "a", "b"] },
        ("a", "b d - | 99 14 NaN"),
        ("e", "d b a | 54 52 51"),
        ("a d", "b - - | 42 NaN NaN"),
        ("e c e", "d b a | 54 52 51"),
        ("d b a", "- - - | NaN NaN NaN"));

    [TestMethod]
    public void Seen_candidates_are_recommended_too_when_they_are_not_to_be_left_out() => AssertRecommends(
        new RecommendationOptions { CandidateItems = ["d", "a", "b"], ExcludeSeen = false },
        ("a", "b d a | 99 14 11"),
        ("a d", "d b a | 44 42 41"));

    [TestMethod]
    public void A_model_tells_its_items_in_the_order_of_their_keys() =>
        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d", "e" }, _model.AllItems().ToArray());

    [TestMethod]
    public void Another_number_of_items_is_recommended() => AssertRecommends(
        new RecommendationOptions { TopK = 5, ExcludeSeen = false }, ("a", "b e d c a | 99 15 14 13 11"), ("a b", "e d c b a | 25 24 23 22 21"));

    [TestMethod]
    public void A_candidate_that_is_named_twice_counts_once() => AssertRecommends(
        new RecommendationOptions { CandidateItems = ["c", "b", "c"], TopK = 4 }, ("a", "b c - - | 99 13 NaN NaN"));

    [TestMethod]
    public void What_is_not_said_stays_as_it_was_but_candidates_are_for_one_model()
    {
        using var one = _model.With(new RecommendationOptions { TopK = 2, ExcludeSeen = false, CandidateItems = ["e", "a"] });

        using var two = one.With(new RecommendationOptions());

        Assert.AreEqual((2, false), (two.Options.TopK, two.Options.ExcludeSeen));
        CollectionAssert.AreEqual(new[] { "a", "e" }, one.CandidateItems!.ToArray());
        Assert.IsNull(two.CandidateItems);
        Assert.AreEqual("b e | 99 15", Recommend(two, "a"));
        Assert.AreEqual((3, true), (_model.Options.TopK, _model.Options.ExcludeSeen));
        Assert.IsNull(_model.CandidateItems);
        Assert.AreEqual("b e d | 99 15 14", Recommend(_model, "a"));
    }

    [TestMethod]
    public void Numbers_are_named_as_invariant_text()
    {
        var log = _mlContext.Data.LoadFromEnumerable(new[] { 7, -12, 40, 3 }.Select(item => new Sold { ItemId = item }));
        var windows = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId").Append(_mlContext.Transforms.GroupIntoSequences())
            .Append(_mlContext.Transforms.PadAndSplitSequences()).Fit(log).Transform(log);
        using var model = TableModel.Of(_mlContext, windows, (_, v) => v, new TableOptions { TopK = 2, ExcludeSeen = false });

        using var asked = model.With(new RecommendationOptions { CandidateItems = ["7", "-12"] });

        Assert.AreEqual("-12 7", Cells.Rows(asked.Transform(windows), "Recommended")[0]);
    }

    [TestMethod]
    public void Candidates_are_ranked_as_in_the_whole_catalogue_row_by_row_and_in_batches()
    {
        var text = string.Join(" ", Enumerable.Range(1, 40).Select(i => $"i{i}"));
        using var model = _mlContext.SequentialRecommendation().Trainers
            .SasRec(new SasRecOptions { Epochs = 2, EmbeddingSize = 8, Blocks = 1, Seed = 1, TopK = 40 }).Fit(Views.Windows(_mlContext, $"u1: {text}"));
        string[] candidates = [.. Enumerable.Range(1, 40).Where(i => i % 3 != 0).Select(i => $"i{i}")];
        var rows = Samples.Sequences(_mlContext, $"v: {text}; " + string.Join("; ", Enumerable.Range(0, 300).Select(
            user => $"u{user}: " + string.Join(" ", Enumerable.Range(0, 1 + (user % 7)).Select(i => $"i{1 + (((user * 11) + (i * 5)) % 40)}")))));
        using var asked = model.With(new RecommendationOptions { CandidateItems = candidates, TopK = 10 });

        var (whole, some) = (Cells.Rows(model.Transform(rows), "Recommended"), Cells.Rows(asked.Transform(rows), "Recommended"));

        Assert.HasCount(301, some);
        for (var row = 1; row < some.Length; row++)
            Assert.AreEqual(string.Join(' ', whole[row].Split(' ').Where(candidates.Contains).Take(10)), some[row], $"row {row}");
        CollectionAssert.AreEqual(some, RowByRow(asked, rows));
    }

#if !TORCHSHARP // where the order of equal scores is open
    [TestMethod]
    public void Of_equal_candidates_the_lower_key_comes_first_as_in_the_whole_catalogue()
    {
        using var model = TableModel.Of(_mlContext, Views.Windows(_mlContext, "u1: a b c d e"), (_, v) => v == 4 ? 2 : 1, new TableOptions { TopK = 5 });

        Assert.AreEqual("d b c e - | 2 1 1 1 NaN", Recommend(model, "a"));
        Assert.AreEqual(
            "d b e - - | 2 1 1 NaN NaN", Recommend(model.With(new RecommendationOptions { CandidateItems = ["e", "d", "b", "a"] }), "a"));
    }
#endif

    [TestMethod]
    public void All_problems_are_named_at_once()
    {
        AssertRefused(
            "Table: TopK is 0; it must be 1 to 65535. CandidateItems holds 'x', null, ''; all must be among the 5 items that the model was "
            + "trained on. (Parameter 'options')",
            new RecommendationOptions { TopK = 0, CandidateItems = ["a", "x", null!, "b", "", "x"] });
        AssertRefused(
            "Table: TopK is 65536; it must be 1 to 65535. CandidateItems is 'empty'; it must be one item or more, or null for all. "
            + "(Parameter 'options')", new RecommendationOptions { TopK = 65536, CandidateItems = [] });
        AssertRefused(
            "Table: CandidateItems holds 'k', 'l', 'm', 'n', 'o' and 2 more; all must be among the 5 items that the model was trained on. "
            + "(Parameter 'options')", new RecommendationOptions { CandidateItems = ["k", "l", "m", "n", "o", "p", "q"] });
        Assert.ThrowsExactly<ArgumentNullException>(() => _model.With(null!));
    }

    [TestMethod]
    public void Candidates_are_saved_with_the_model()
    {
        var rows = Samples.Sequences(_mlContext, "v: a b c d e f; u: a b");
        using var model = SavedModels.Fit(_mlContext);
        using var asked = model.With(new RecommendationOptions { TopK = 4, ExcludeSeen = true, CandidateItems = ["f", "b", "d"] });
        var expected = Cells.Rows(asked.Transform(rows), "Recommended", "Score");

        using var package = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, asked));
        var file = Reloading.Reload(asked, rows.Schema, out _);
        using var restored = _mlContext.Model.Restore<SequentialRecommenderTransformer>(file);

        foreach (var loaded in new[] { package, restored.LastTransformer })
        {
            CollectionAssert.AreEqual(new[] { "b", "d", "f" }, loaded.CandidateItems!.ToArray());
            Assert.AreEqual((4, true), (loaded.Options.TopK, loaded.Options.ExcludeSeen));
            CollectionAssert.AreEqual(expected, Cells.Rows(loaded.Transform(rows), "Recommended", "Score"));
        }
        CollectionAssert.AreEqual(expected, Cells.Rows(file.Transform(rows), "Recommended", "Score"));
        Assert.MatchesRegex(@"^(d f|f d) - - \| \S+ \S+ NaN NaN$", expected[1]);
        CollectionAssert.AreEqual(
            """{"Keys":[2,4,6]}"""u8.ToArray(), PackageBytes.Entry(SavedModels.Package(_mlContext, asked), "candidates.json"));
        Assert.HasCount(3, PackageBytes.Entries(SavedModels.Package(_mlContext, model)));
    }

    [TestMethod]
    [DataRow("[2,4,7]", "Its candidates have key 7 after 4; keys must ascend from 1 to 6.")]
    [DataRow("[0,4]", "Its candidates have key 0 after 0; keys must ascend from 1 to 6.")]
    [DataRow("[4,4]", "Its candidates have key 4 after 4; keys must ascend from 1 to 6.")]
    [DataRow("[]", "It has a list of candidates without any.")]
    public void Forged_candidates_are_refused(string keys, string message)
    {
        using var model = SavedModels.Fit(_mlContext);
        using var asked = model.With(new RecommendationOptions { CandidateItems = ["f", "b", "d"] });
        var package = PackageBytes.With(SavedModels.Package(_mlContext, asked), "candidates.json", "[2,4,6]", keys);

        var exception = Assert.ThrowsExactly<FormatException>(() => SavedModels.Load(_mlContext, package));

        Assert.AreEqual($"The stream cannot be read. {message}", exception.Message);
    }

    [TestMethod]
    public void An_unlearned_model_has_the_candidates_of_its_original()
    {
        var windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, Views.Split(_mlContext, SavedModels.Users), "u1 c; u2 e"));
        using var model = SavedModels.Fit(_mlContext);
        using var asked = model.With(new RecommendationOptions { TopK = 2, CandidateItems = ["d", "b"] });

        using var unlearned = _mlContext.Unlearning().Sruga(asked, new SrugaOptions { MaximumEpochs = 1, Seed = 1, Stop = new NoStop() }).Fit(windows);

        CollectionAssert.AreEqual(new[] { "b", "d" }, unlearned.CandidateItems!.ToArray());
        Assert.AreEqual(2, unlearned.Options.TopK);
    }

    [TestMethod]
    public void The_weights_are_shared_and_belong_to_the_trained_model()
    {
        var asked = _model.With(new RecommendationOptions { TopK = 1 });
        var again = asked.With(new RecommendationOptions { TopK = 2 });
        Assert.AreSame(_model.Module, again.Module);
        Assert.IsTrue(_model.IsClosedWith(_model) && asked.IsClosedWith(_model) && again.IsClosedWith(_model) && again.IsClosedWith(asked));
        Assert.IsFalse(_model.IsClosedWith(asked) || asked.IsClosedWith(again));

        asked.Dispose();

        Assert.AreEqual("b e d | 99 15 14", Recommend(_model, "a"));
        AssertGone(() => Recommend(asked, "a"));
        AssertGone(() => Recommend(again, "a"));
        var other = _model.With(new RecommendationOptions { TopK = 2 });
        Assert.AreEqual("b e | 99 15", Recommend(other, "a"));
        _model.Dispose();
        AssertGone(() => Recommend(other, "a"));
        AssertGone(() => other.With(new RecommendationOptions()));
        AssertGone(() => _model.With(new RecommendationOptions()));
        other.Dispose();
    }

    private static void AssertGone(Action use) => Assert.AreEqual(Gone, Assert.ThrowsExactly<ObjectDisposedException>(use).Message);

    private void AssertRefused(string message, RecommendationOptions options) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _model.With(options)).Message);

    private void AssertRecommends(RecommendationOptions options, params (string Sequence, string Expected)[] cases)
    {
        using var asked = _model.With(options);
        foreach (var (sequence, expected) in cases)
            Assert.AreEqual(expected, Recommend(asked, sequence), sequence);
    }

    private string Recommend(SequentialRecommenderTransformer model, string sequence) =>
        Cells.Rows(model.Transform(Samples.Sequences(_mlContext, $"v: a b c d e; u: {sequence}")), "Recommended", "Score")[1];

    private static string[] RowByRow(SequentialRecommenderTransformer model, IDataView rows)
    {
        using var cursor = rows.GetRowCursor(rows.Schema);
        var mapper = model.GetRowToRowMapper(rows.Schema);
        var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var read = Cells.Reader(row, mapper.OutputSchema["Recommended"]);
        var texts = new List<string>();
        while (cursor.MoveNext())
            texts.Add(read());
        return [.. texts];
    }

    private sealed class Sold
    {
        public string UserId { get; set; } = "u";

        public int ItemId { get; set; }
    }
}
