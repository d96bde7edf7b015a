using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;
using static MLNetUnlearn.Tests.Persistence.Reloading;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Recommenders in ML.NET's own file, as mlContext.Model.Load gives them.</summary>
[TestClass]
public sealed class ModelFileTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    [DataRow("Sisa")]
    public void A_recommender_works_as_it_is_loaded(string name)
    {
        using var model = SavedModels.Fit(_mlContext, SavedModels.TinyOf(name));
        var split = Views.Split(_mlContext, SavedModels.Users);

        var loaded = Reload(model, split.Schema, out var schema);

        Assert.AreEqual(new VectorDataViewType(((VectorDataViewType)split.Schema["Sequence"].Type).ItemType, 0), schema["Sequence"].Type);
        AssertSame(model.Transform(split), loaded.Transform(split), "UserId", "ValidationItem", "Recommended", "Score");
        Assert.IsTrue(loaded.IsRowToRowMapper);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(6)]
    [DataRow(37)]
    [DataRow(65535)]
    public void A_loaded_recommender_gives_as_many_places_as_before(int topK)
    {
        using var model = SavedModels.Fit(_mlContext, SavedModels.Tiny with { TopK = topK });
        var split = Views.Split(_mlContext, SavedModels.Users);

        var output = Reload(model, split.Schema, out _).Transform(split);

        Assert.AreEqual(model.Transform(split).Schema["Recommended"].Type, output.Schema["Recommended"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, topK), output.Schema["Score"].Type);
        AssertSame(model.Transform(split), output, "Recommended", "Score");
    }

    [TestMethod]
    public void A_loaded_recommender_serves_single_rows()
    {
        using var model = SavedModels.Fit(_mlContext);
        var loaded = Reload(model, Views.Split(_mlContext, SavedModels.Users).Schema, out _);
        var chain = _mlContext.Transforms.Conversion.MapValueToKey("Sequence", "Items", keyData: Items("a b c d e f"))
            .Fit(_mlContext.Data.LoadFromEnumerable(new[] { new Basket() }))
            .Append(loaded);

        using var engine = _mlContext.Model.CreatePredictionEngine<Basket, Next>(chain);
        var next = engine.Predict(new Basket { Items = ["c", "d"] });

        var row = Cells.Rows(model.Transform(Samples.Sequences(_mlContext, "x: a b c d e f; u1: c d")), "Recommended", "Score")[1];
        var items = next.Recommended.Select(key => (char)('a' + key - 1));
        var scores = next.Score.Select(score => score.ToString(CultureInfo.InvariantCulture));
        Assert.AreEqual(row, $"{string.Join(' ', items)} | {string.Join(' ', scores)}");
    }

    [TestMethod]
    public void Keys_of_another_coding_are_understood_by_what_they_stand_for()
    {
        using var model = SavedModels.Fit(_mlContext);
        var split = Views.Split(_mlContext, SavedModels.Users);
        var other = Samples.Sequences(_mlContext, "x: f e d c b a; u1: a b c d");                 // keys run the other way

        var loaded = Reload(model, split.Schema, out _);

        var expected = Cells.Rows(model.Transform(split), "Recommended", "Score")[0];              // u1: a b c d
        Assert.AreEqual(expected, Cells.Rows(loaded.Transform(other), "Recommended", "Score")[1]);
    }

    [TestMethod]
    public void An_item_that_the_model_does_not_know_is_an_error()
    {
        using var model = SavedModels.Fit(_mlContext);
        var other = Samples.Sequences(_mlContext, "u1: a b z");
        var loaded = Reload(model, other.Schema, out _);

        var exception = Assert.Throws<InvalidOperationException>(() => Cells.Rows(loaded.Transform(other), "Recommended"));

        StringAssert.Contains(exception.ToString(),
            "The sequence holds item 'z', which the model was not trained on. Map the items with the same fitted Conversion.MapValueToKey.");
    }

    [TestMethod]
    public void Item_ids_may_be_numbers_zero_among_them()
    {
        CheckNumbers<long>([0, -1, 2, 3, 4]);
        CheckNumbers<ulong>([0, 1, 2, 3, 4]);
        CheckNumbers<sbyte>([0, 1, 2, -3, 4]);
        CheckNumbers<float>([0, 0.5f, 2, 3, 4]);
        CheckNumbers<double>([0, 0.1 + 0.2, 2, 3, 4]);
        CheckNumbers<int>([0, 1, 2, 3, 4]);
    }

    [TestMethod]
    public void Keys_without_values_come_back_with_their_numbers_as_values()
    {
        var windows = _mlContext.Data.LoadFromEnumerable([new RawWindow { Sequence = [0, 3, 1, 2], Target = [0, 1, 2, 4] }]);
        using var model = _mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny).Fit(windows);

        var output = Reload(model, windows.Schema, out _).Transform(windows);

        AssertSame(model.Transform(windows), output, "Recommended", "Score");
    }

    [TestMethod]
    public void Items_of_other_types_are_refused_with_another_way()
    {
        var log = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(1, 5).Select(day => new Visit { ItemId = new DateTime(2020, 1, day, 0, 0, 0, DateTimeKind.Unspecified) }).ToArray());
        var windows = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(_mlContext.Transforms.GroupIntoSequences())
            .Append(_mlContext.Transforms.PadAndSplitSequences(maximumLength: 4)).Fit(log).Transform(log);
        using var model = _mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny).Fit(windows);

        var exception = Assert.ThrowsExactly<NotSupportedException>(() => Reload(model, windows.Schema, out _));

        Assert.AreEqual(
            "SasRec: a model whose items are of type DateTime cannot be part of an ML.NET model file; text and numbers can. Save it with SavePackage.",
            exception.Message);
    }

    [TestMethod]
    public void A_loaded_recommender_outlives_the_dispose_scope_of_its_first_row()
    {
        using var model = SavedModels.Fit(_mlContext);
        var split = Views.Split(_mlContext, SavedModels.Users);
        var loaded = Reload(model, split.Schema, out _);

        using (torch.NewDisposeScope())
            Cells.Rows(loaded.Transform(split), "Recommended");

        AssertSame(model.Transform(split), loaded.Transform(split), "Recommended", "Score");
    }

    [TestMethod]
    public void A_loaded_recommender_serves_many_threads_from_the_first_row_on()
    {
        // Many items, so that what is made for the first row takes a while.
        var items = Items(string.Join(' ', Enumerable.Range(0, 60_000).Select(i => $"item{i}")));
        var log = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(59_000, 30).Select(i => new Sold<string> { ItemId = $"item{i}" }).ToArray());
        var windows = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", keyData: items)
            .Append(_mlContext.Transforms.GroupIntoSequences())
            .Append(_mlContext.Transforms.PadAndSplitSequences(maximumLength: 4)).Fit(log).Transform(log);
        using var model = _mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny with { Epochs = 1 }).Fit(windows);
        var expected = Cells.Rows(model.Transform(windows), "Recommended");
        for (var run = 0; run < 4; run++)
        {
            var loaded = Reload(model, windows.Schema, out _);
            using var together = new Barrier(4);
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            {
                together.SignalAndWait(TimeSpan.FromSeconds(5));
                CollectionAssert.AreEqual(expected, Cells.Rows(loaded.Transform(windows), "Recommended"));
            });
        }
    }

    [TestMethod]
    [DataRow("a,b,a,c", "a")]
    [DataRow("a,b,,c", "")]
    public void Items_that_ML_NET_could_not_tell_apart_are_refused(string names, string problem)
    {
        var windows = RetypedView.Renamed(Views.Windows(_mlContext, "u1: a b c d; u2: c d a"), names.Split(','));
        using var model = _mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny).Fit(windows);

        var exception = Assert.ThrowsExactly<NotSupportedException>(() => Reload(model, windows.Schema, out _));

        Assert.AreEqual(
            $"SasRec: several items, or one without a value, are called '{problem}', so the model cannot be part of an ML.NET model file. "
            + "Save it with SavePackage.", exception.Message);
        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));
        AssertSame(model.Transform(windows), loaded.Transform(windows), "Recommended", "Score");
    }

    private void CheckNumbers<T>(T[] items)
    {
        var log = _mlContext.Data.LoadFromEnumerable(items.Append(items[0]).Select(item => new Sold<T> { ItemId = item }).ToArray());
        var windows = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(_mlContext.Transforms.GroupIntoSequences())
            .Append(_mlContext.Transforms.PadAndSplitSequences(maximumLength: 4)).Fit(log).Transform(log);
        using var model = _mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny with { TopK = 7, ExcludeSeen = true }).Fit(windows);

        var output = Reload(model, windows.Schema, out _).Transform(windows);

        var (before, after) = (model.Transform(windows).Schema["Recommended"], output.Schema["Recommended"]);
        Assert.AreEqual(before.Type, after.Type);
        Assert.AreEqual(string.Join(' ', KeyValues<T>(before)), string.Join(' ', KeyValues<T>(after)));
        AssertSame(model.Transform(windows), output, "Recommended", "Score");
    }

    private static T[] KeyValues<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.GetKeyValues(ref values);
        return values.DenseValues().ToArray();
    }

    private IDataView Items(string text) => _mlContext.Data.LoadFromEnumerable(text.Split(' ').Select(item => new Named { Name = item }));

    private sealed class Named
    {
        public string Name { get; set; } = "";
    }

    private sealed class Basket
    {
        public string[] Items { get; set; } = [];
    }

    private sealed class Next
    {
        public uint[] Recommended { get; set; } = [];

        public float[] Score { get; set; } = [];
    }

    private sealed class Sold<T>
    {
        public string UserId { get; set; } = "u";

        public T ItemId { get; set; } = default!;
    }

    private sealed class Visit
    {
        public string UserId { get; set; } = "u";

        public DateTime ItemId { get; set; }
    }
}
