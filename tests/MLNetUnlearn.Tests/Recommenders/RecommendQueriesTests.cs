using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>
/// Many users' queries by item text at once: after item i, item v scores 10·i + v, but b after a scores 99; windows of 2.
/// </summary>
[TestClass]
public sealed class RecommendQueriesTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly SequentialRecommenderTransformer _model;

    public RecommendQueriesTests() => _model = TableModel.Of(
        _mlContext, Views.Windows(_mlContext, "u1: a b c d e", 2), (i, v) => (i, v) == (1, 2) ? 99 : (10 * i) + v,
        new TableOptions { TopK = 1 });

    [TestMethod]
    public void Each_query_gets_as_many_items_as_it_asks_for_whatever_the_model_was_trained_to() => AssertAnswers(
        ("b 99, e 15, d 14", new() { Items = ["a"], Count = 3 }),
        ("e 25", new() { Items = ["b"], Count = 1 }),
        ("e 25, d 24, c 23, a 21", new() { Items = ["b"] }),
        ("e 55, d 54", new() { Items = ["a", "e"], Count = 2, ExcludeSeen = false }));

    [TestMethod]
    public void All_items_of_the_query_are_left_out_not_only_its_context() => AssertAnswers(
        ("e 35, d 34", new() { Items = ["a", "b", "c"], Count = 5 }));

    [TestMethod]
    public void More_items_are_left_out_where_that_is_asked_for() => AssertAnswers(
        ("d 14, c 13", new() { Items = ["a"], Count = 2, ExcludedItems = ["e", "x", "b"] }),
        ("c 13, a 11", new() { Items = ["a"], ExcludeSeen = false, ExcludedItems = ["d", "e", "b", "d"] }));

    [TestMethod]
    public void Unknown_items_are_passed_over_and_named()
    {
        var answers = _model.Recommend([new() { Items = ["x", "a", "y", "x"], Count = 1 }, new() { Items = ["z"] }, new()]);

        CollectionAssert.AreEqual(new[] { "b 99", "", "" }, answers.Select(Text).ToArray());
        CollectionAssert.AreEqual(new[] { "x y", "z", "" }, answers.Select(answer => string.Join(' ', answer.UnknownItems)).ToArray());
    }

    [TestMethod]
    public void Where_there_are_candidates_they_alone_are_recommended()
    {
        using var asked = _model.With(new RecommendationOptions { CandidateItems = ["d", "a", "b"] });

        Assert.AreEqual("b 99, d 14", Text(asked.Recommend([new() { Items = ["a"] }])[0]));
    }

    [TestMethod]
    public void A_baseline_answers_too()
    {
        var model = _mlContext.SequentialRecommendation().Trainers.Popularity()
            .Fit(Views.Windows(_mlContext, "u1: a b c; u2: a b; u3: b d"));

        CollectionAssert.AreEqual(
            new[] { "b 3, a 2, d 1", "b 3" },
            model.Recommend([new() { Items = ["c"] }, new() { Items = ["c"], Count = 1 }]).Select(Text).ToArray());
    }

    [TestMethod]
    public void More_queries_than_fit_at_once_are_answered_in_their_order()
    {
        string[] items = ["a", "b", "c", "d"];
        string[] best = ["b 99", "e 25", "e 35", "e 45"];

        var answers = _model.Recommend(
            [.. Enumerable.Range(0, 2500).Select(i => new RecommendationQuery { Items = [items[i % 4]], Count = 1 })]);

        for (var i = 0; i < answers.Count; i++)
            Assert.AreEqual(best[i % 4], Text(answers[i]));
        Assert.HasCount(2500, answers);
        Assert.IsEmpty(_model.Recommend([]));
    }

    [TestMethod]
    public void A_model_says_which_items_it_knows()
    {
        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d", "e" }, _model.AllItems().ToArray());
        Assert.IsTrue(_model.Knows("e"));
        Assert.IsFalse(_model.Knows("f"));
    }

    [TestMethod]
    [DataRow("7", true)]
    [DataRow("20", true)]
    [DataRow("007", false)]
    [DataRow("7\0", false)]
    [DataRow("+7", false)]
    [DataRow(" 7", false)]
    [DataRow("0", false)]
    [DataRow("21", false)]
    [DataRow("", false)]
    public void Keys_that_stand_for_nothing_have_one_text_each(string text, bool known)
    {
        var sequences = Samples.RawSequences(_mlContext, new RawSequence { Sequence = [1, 2] });
        var model = _mlContext.SequentialRecommendation().Trainers.Popularity().Fit(Views.Window(_mlContext, sequences));

        Assert.AreEqual(known, model.Knows(text));
    }

    [TestMethod]
    public void An_item_of_several_keys_is_left_out_as_a_whole()
    {
        var definition = SchemaDefinition.Create(typeof(RawSequence));
        definition.Remove(definition["Target"]);
        definition["Sequence"].ColumnType = new VectorDataViewType(new KeyDataViewType(typeof(uint), 5));
        definition["Sequence"].AddAnnotation(
            "KeyValues", new[] { "a", "b", "a", "c", "a" }, new VectorDataViewType(TextDataViewType.Instance, 5));
        var sequences = _mlContext.Data.LoadFromEnumerable([new RawSequence { Sequence = [1, 2, 3, 4, 5] }], definition);
        var model = _mlContext.SequentialRecommendation().Trainers.Popularity().Fit(Views.Window(_mlContext, sequences, 8));

        CollectionAssert.AreEqual(
            new[] { "a a a c", "b c", "b c" }, // in any order: all were bought once
            model.Recommend([new() { Items = ["b"] }, new() { Items = ["a"] }, new() { Items = ["b"], ExcludeSeen = false, ExcludedItems = ["a"] }])
                .Select(answer => string.Join(' ', answer.Items.Select(item => item.Item).Order())).ToArray());
    }

    [TestMethod]
    public void All_that_is_wrong_is_said_at_once()
    {
        var wrong = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _model.Recommend(
        [
            new() { Items = ["a"], Count = 0 }, null!, new() { Items = null!, ExcludedItems = ["b", null!] }, new() { Count = 65_536 },
        ]));

        Assert.AreEqual(
            "RecommendationQuery: queries[0].Count is 0; it must be 1 to 65535. queries[1] is null; it must be a query. "
            + "queries[2].Items is null; it must be a list of texts without null. "
            + "queries[2].ExcludedItems is 'with null in it'; it must be a list of texts without null. "
            + "queries[3].Count is 65536; it must be 1 to 65535. (Parameter 'queries')",
            wrong.Message);
    }

    [TestMethod]
    public void A_disposed_model_answers_nothing()
    {
        _model.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => _model.Recommend([]));
    }

    /// <summary>Every thread's batches have the bits that they have alone.</summary>
    [TestMethod]
    public void Several_threads_get_what_one_gets()
    {
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 40, Rings = 4, ItemsPerRing = 10 });
        using var model = _mlContext.SequentialRecommendation().Trainers
            .SasRec(new SasRecOptions { EmbeddingSize = 16, Epochs = 1, Seed = 1, ValidationColumnName = null })
            .Fit(Views.Window(_mlContext, Views.Split(_mlContext, planted), 8));
        var items = model.AllItems();
        var batches = Enumerable.Range(0, 24).Select(b => Enumerable.Range(0, 1 + (5 * b)).Select(i => new RecommendationQuery
        {
            Items = [.. Enumerable.Range(0, 1 + (i % 10)).Select(j => items[((3 * b) + (7 * i) + (11 * j)) % items.Count])], Count = 5,
        }).ToArray()).ToArray();
        var alone = batches.Select(batch => model.Recommend(batch).Select(Exact).ToArray()).ToArray();

        Parallel.For(0, 96, new ParallelOptions { MaxDegreeOfParallelism = 4 }, call =>
        {
            var batch = (5 * call) % batches.Length;
            CollectionAssert.AreEqual(alone[batch], model.Recommend(batches[batch]).Select(Exact).ToArray());
        });
    }

    private void AssertAnswers(params (string Expected, RecommendationQuery Query)[] cases) => CollectionAssert.AreEqual(
        cases.Select(each => each.Expected).ToArray(), _model.Recommend([.. cases.Select(each => each.Query)]).Select(Text).ToArray());

    private static string Text(Recommendation answer) =>
        string.Join(", ", answer.Items.Select(item => FormattableString.Invariant($"{item.Item} {Math.Round(item.Score, 3)}")));

    private static string Exact(Recommendation answer) =>
        string.Join(", ", answer.Items.Select(item => $"{item.Item} {BitConverter.SingleToInt32Bits(item.Score)}"));
}
