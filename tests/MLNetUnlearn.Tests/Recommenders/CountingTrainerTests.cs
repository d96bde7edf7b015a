using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>What the baselines' trainers check, promise and serve.</summary>
[TestClass]
public sealed class CountingTrainerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private SequentialRecommendationTrainers Trainers => _mlContext.SequentialRecommendation().Trainers;

    [TestMethod]
    public void All_violations_are_reported_at_once()
    {
        var popularity = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainers.Popularity(new PopularityOptions
        {
            SequenceColumnName = "", UserColumnName = " ", RecommendedColumnName = "Score", TopK = 65536,
        }));
        var knn = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainers.ItemKnn(new ItemKnnOptions
        {
            TargetColumnName = null!, TopK = 0, Neighbors = 0, Shrinkage = -1, Decay = 1.5,
        }));

        Assert.AreEqual(
            "Popularity: SequenceColumnName is ''; it must be a column name. UserColumnName is ' '; it must be a column name or null. " +
            "RecommendedColumnName and ScoreColumnName are both 'Score'; they must differ. " +
            "TopK is 65536; it must be 1 to 65535. (Parameter 'options')",
            popularity.Message);
        Assert.AreEqual(
            "ItemKnn: TargetColumnName is null; it must be a column name. TopK is 0; it must be 1 to 65535. " +
            "Neighbors is 0; it must be 1 to 65535. Shrinkage is -1; it must be a finite number, 0 or above. " +
            "Decay is 1.5; it must be in [0, 1]. (Parameter 'options')",
            knn.Message);
    }

    [TestMethod]
    public void The_short_overload_names_its_options_alike()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Trainers.ItemKnn(neighbors: 65536, shrinkage: double.NaN, decay: -0.1, topK: 0));

        Assert.AreEqual(
            "ItemKnn: TopK is 0; it must be 1 to 65535. Neighbors is 65536; it must be 1 to 65535. " +
            "Shrinkage is NaN; it must be a finite number, 0 or above. Decay is -0.1; it must be in [0, 1]. (Parameter 'options')",
            exception.Message);
    }

    [TestMethod]
    public void Options_must_be_there()
    {
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => Trainers.Popularity(null!)).ParamName);
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => Trainers.ItemKnn((ItemKnnOptions)null!)).ParamName);
    }

    [TestMethod]
    public void Short_overloads_say_columns_and_k()
    {
        var windows = _mlContext.Transforms.CopyColumns("Items", "Sequence").Append(_mlContext.Transforms.CopyColumns("Next", "Target"))
            .Append(_mlContext.Transforms.DropColumns("Sequence", "Target"));
        var view = Views.Windows(_mlContext, "u1: a b c; u2: a b");
        view = windows.Fit(view).Transform(view);

        var popularity = Trainers.Popularity("Items", "Next", topK: 2).Fit(view);
        var knn = Trainers.ItemKnn("Items", "Next", neighbors: 1, shrinkage: 2, decay: 0.25, topK: 1).Fit(view);

        Assert.AreEqual(new PopularityOptions { SequenceColumnName = "Items", TargetColumnName = "Next", TopK = 2 }, popularity.Options);
        Assert.AreEqual(
            new ItemKnnOptions
            {
                SequenceColumnName = "Items", TargetColumnName = "Next", TopK = 1, Neighbors = 1, Shrinkage = 2, Decay = 0.25,
            },
            knn.Options);
        Assert.AreEqual((3, 4), (knn.ItemCount, knn.MaximumLength));
    }

    [TestMethod]
    public void All_missing_and_mistyped_columns_are_named_at_once()
    {
        var log = Samples.Log(_mlContext, "u1 a; u1 b");                                         // UserId, ItemId, Timestamp, Item
        var trainer = Trainers.Popularity(new PopularityOptions
        {
            TargetColumnName = "Item", ForgetColumnName = "Timestamp", UserColumnName = "Nobody",
        });

        var fit = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(log));
        var promise = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shapes.Of(log.Schema)));

        foreach (var part in new[]
        {
            "There is no column 'Sequence'; Popularity needs a key vector (UInt32) of fixed size of that name. ",
            "Column 'Item' has type Key<UInt32>; Popularity needs a key vector (UInt32) of fixed size. ",
            "Column 'Timestamp' has type Int64; Popularity needs a scalar Boolean.", "There is no column 'Nobody'; ",
        })
        {
            Assert.Contains(part, fit.Message);
        }
        Assert.AreEqual(fit.Message, promise.Message);
    }

    [TestMethod]
    public void Columns_with_other_numbers_of_items_are_refused()
    {
        var view = _mlContext.Data.LoadFromEnumerable(new[] { new TwoVocabularies() });

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Trainers.ItemKnn().Fit(view));

        Assert.StartsWith("ItemKnn: ", exception.Message);
        Assert.Contains("'Target'", exception.Message);
    }

    [TestMethod]
    public void A_prediction_engine_gives_what_the_batched_view_gives()
    {
        var text = string.Join(
            "; ", Enumerable.Range(0, 40).Select(u => $"u{u}: {string.Join(' ', Enumerable.Range(0, 6).Select(i => Item(u, i)))}"));
        var model = Trainers.ItemKnn(topK: 3).Fit(Views.Windows(_mlContext, text));
        var rows = Enumerable.Range(0, 1500)
            .Select(row => new Question { Sequence = [.. Enumerable.Range(0, row % 6).Select(i => (uint)Item(row, i))] }).ToArray();

        var batched = _mlContext.Data.CreateEnumerable<Answer>(
            model.Transform(_mlContext.Data.LoadFromEnumerable(rows)), reuseRowObject: false).ToArray();
        using var engine = _mlContext.Model.CreatePredictionEngine<Question, Answer>(model);

        for (var row = 0; row < rows.Length; row++)
        {
            var alone = engine.Predict(rows[row]);
            CollectionAssert.AreEqual(alone.Recommended, batched[row].Recommended, $"row {row}");
            CollectionAssert.AreEqual(alone.Score, batched[row].Score, $"row {row}");
            Assert.AreEqual(rows[row].Sequence.Length == 0, alone.Recommended[0] == 0, $"row {row}");
        }
    }

    private static int Item(int row, int place) => 1 + ((row + (place * place * 5)) % 12);

    private sealed class TwoVocabularies
    {
        [KeyType(3), VectorType(2)]
        public uint[] Sequence { get; set; } = new uint[2];

        [KeyType(4), VectorType(2)]
        public uint[] Target { get; set; } = new uint[2];
    }

    private sealed class Question
    {
        [KeyType(12)]
        public uint[] Sequence { get; set; } = [];
    }

    private sealed class Answer
    {
        [VectorType(3), KeyType(12)]
        public uint[] Recommended { get; set; } = [];

        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }
}
