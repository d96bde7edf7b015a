using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>
/// Baselines asked for something else. Of users with a b c, a b and b d: a, b, c, d occur 2, 3, 1 and 1 times, and with λ = 1
/// sim(a, b) = 2/(√6 + 1) = 0.5798, sim(a, c) = 1/(√2 + 1) = 0.4142, sim(b, c) = sim(b, d) = 1/(√3 + 1) = 0.3660.
/// </summary>
[TestClass]
public sealed class CountingCandidatesTests
{
    private const string Vocabulary = "a b c d";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly CountingRecommenderTransformer _popularity;
    private readonly CountingRecommenderTransformer _knn;

    public CountingCandidatesTests()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c; u2: a b; u3: b d");
        var trainers = _mlContext.SequentialRecommendation().Trainers;
        _popularity = trainers.Popularity(topK: 3).Fit(windows);
        _knn = trainers.ItemKnn(new ItemKnnOptions { TopK = 3, Shrinkage = 1, Decay = 0.5 }).Fit(windows);
    }

    [TestMethod]
    [DataRow("b", "a 2, c 1, d 1")]                                                             // b scores 3, but is no candidate
    [DataRow("a", "c 1, d 1, -")]
    [DataRow("d a c", "-, -, -")]
    public void The_most_popular_candidates_are_recommended_without_those_of_the_sequence(string sequence, string expected) =>
        Assert.AreEqual(expected, After(_popularity.With(new RecommendationOptions { CandidateItems = ["d", "c", "a"] }), sequence));

    [TestMethod]
    [DataRow("b", null, "a 0.5798, d 0.366, -")]                                                // c, with 0.366, is no candidate
    [DataRow("a b", null, "d 0.366, -, -")]
    [DataRow("a b", false, "a 0.5798, d 0.366, -")]
    [DataRow("c", null, "a 0.4142, -, -")]                                                      // d and c have no user in common
    [DataRow("a", null, "-, -, -")]
    public void The_candidates_nearest_to_the_context_are_recommended(string sequence, bool? excludeSeen, string expected) => Assert.AreEqual(
        expected, After(_knn.With(new RecommendationOptions { CandidateItems = ["d", "a"], ExcludeSeen = excludeSeen }), sequence));

    [TestMethod]
    public void What_is_not_said_stays_as_it_was_but_candidates_are_for_one_model()
    {
        var one = _popularity.With(new RecommendationOptions { TopK = 1, ExcludeSeen = false, CandidateItems = ["c", "a", "c"] });

        var two = one.With(new RecommendationOptions());

        CollectionAssert.AreEqual(new[] { "a", "c" }, one.CandidateItems!.ToArray());
        Assert.AreEqual("a 2", After(one, "a"));
        Assert.IsNull(two.CandidateItems);
        Assert.AreEqual("b 3", After(two, "a"));
        Assert.AreEqual("b 3, c 1, d 1", After(_popularity, "a"));
    }

    [TestMethod]
    public void All_problems_are_named_at_once()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _knn.With(new RecommendationOptions { TopK = 0, CandidateItems = ["a", "x", "7"] }));
        var empty = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _popularity.With(new RecommendationOptions { CandidateItems = [] }));

        Assert.AreEqual(
            "ItemKnn: TopK is 0; it must be 1 to 65535. CandidateItems holds 'x', '7'; all must be among the 4 items that the model was "
            + "trained on. (Parameter 'options')", exception.Message);
        Assert.AreEqual(
            "Popularity: CandidateItems is 'empty'; it must be one item or more, or null for all. (Parameter 'options')", empty.Message);
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => _knn.With(null!)).ParamName);
    }

    [TestMethod]
    public void Candidates_are_saved_with_the_model()
    {
        foreach (var (model, expected) in new[] { (_popularity, "a 2, d 1"), (_knn, "a 0.5798, d 0.366") })
        {
            var asked = model.With(new RecommendationOptions { TopK = 2, CandidateItems = ["d", "a"] });
            using var stream = new MemoryStream();
            _mlContext.Model.SavePackage(asked, stream);
            var schema = Samples.Sequences(_mlContext, $"v: {Vocabulary}").Schema;

            var package = _mlContext.Model.LoadPackage<CountingRecommenderTransformer>(stream);
            var file = Reloading.Reload(asked, schema, out _);
            var restored = _mlContext.Model.Restore<CountingRecommenderTransformer>(file).LastTransformer;

            foreach (var loaded in new[] { package, restored })
            {
                CollectionAssert.AreEqual(new[] { "a", "d" }, loaded.CandidateItems!.ToArray());
                Assert.AreEqual(expected, After(loaded, "b"));
            }
            Assert.AreEqual(
                "a d", Cells.Rows(file.Transform(Samples.Sequences(_mlContext, $"v: {Vocabulary}; u: b")), "Recommended")[1]);
            CollectionAssert.AreEqual("""{"Keys":[1,4]}"""u8.ToArray(), PackageBytes.Entry(stream.ToArray(), "candidates.json"));
        }
    }

    [TestMethod]
    public void An_evaluation_ranks_the_whole_catalogue()
    {
        var users = Views.Split(_mlContext, "v: a b c d b; u: a a a c d");
        var asked = _popularity.With(new RecommendationOptions { CandidateItems = ["d"] });

        var ranks = _mlContext.SequentialRecommendation().Evaluate(asked, users).Ranks;

        // v has seen all but its test item b, which is ranked alone; u has seen a and c, and its test item d comes behind b.
        CollectionAssert.AreEqual(new[] { 1, 2 }, ranks.ToArray());
        Assert.AreEqual("d 1, -, -", After(asked, "b"));
    }

    [TestMethod]
    public void A_prediction_engine_gives_what_the_batched_view_gives()
    {
        var asked = _knn.With(new RecommendationOptions { CandidateItems = ["d", "a", "b"] });
        var questions = Enumerable.Range(0, 1200).Select(row => new Question
        {
            Sequence = [.. Enumerable.Range(0, row % 4).Select(i => (uint)(1 + ((row + (i * i)) % 4)))],
        }).ToArray();

        var batched = _mlContext.Data.CreateEnumerable<Answer>(
            asked.Transform(_mlContext.Data.LoadFromEnumerable(questions)), reuseRowObject: false).ToArray();
        using var engine = _mlContext.Model.CreatePredictionEngine<Question, Answer>(asked);

        for (var row = 0; row < questions.Length; row++)
        {
            var alone = engine.Predict(questions[row]);
            CollectionAssert.AreEqual(alone.Recommended, batched[row].Recommended, $"row {row}");
            CollectionAssert.AreEqual(alone.Score, batched[row].Score, $"row {row}");
        }
        CollectionAssert.AreEquivalent(                                                         // c, key 3, is no candidate
            new uint[] { 0, 1, 2, 4 }, batched.SelectMany(answer => answer.Recommended).Distinct().ToArray());
    }

    private string After(CountingRecommenderTransformer model, string sequence) =>
        Answers.After(_mlContext, model, sequence, Vocabulary);

    private sealed class Question
    {
        [KeyType(4)]
        public uint[] Sequence { get; set; } = [];
    }

    private sealed class Answer
    {
        [VectorType(3), KeyType(4)]
        public uint[] Recommended { get; set; } = [];

        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }
}
