using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Items of every type come back as what they were.</summary>
[TestClass]
public sealed class VocabularyPackageTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Text() => Check<string, ReadOnlyMemory<char>>(["a", "ä \"quoted\"\t\n", "日本", "😀", "A"]);

    [TestMethod]
    public void Integers()
    {
        Check<sbyte, sbyte>([1, sbyte.MinValue, sbyte.MaxValue, 5, 6]);
        Check<byte, byte>([1, 255, 3, 5, 6]);
        Check<short, short>([short.MinValue, short.MaxValue, 3, 5, 6]);
        Check<ushort, ushort>([ushort.MaxValue, 2, 3, 5, 6]);
        Check<int, int>([int.MinValue, int.MaxValue, 3, 5, 6]);
        Check<uint, uint>([uint.MaxValue, 2, 3, 5, 6]);
        Check<long, long>([long.MinValue, long.MaxValue, 3, 5, 6]);
        Check<ulong, ulong>([ulong.MaxValue, 2, 3, 5, 6]);
    }

    [TestMethod]
    public void Floating_point_numbers_to_the_last_bit()
    {
        Check<float, float>([0.1f, float.MaxValue, -1e-40f, 5, 6]);
        Check<double, double>([0.1 + 0.2, double.MaxValue, -5e-324, 5, 6]);
    }

    [TestMethod]
    public void Times()
    {
        Check<DateTime, DateTime>([.. Enumerable.Range(1, 5).Select(day => new DateTime(2020, 2, day, 3, 4, 5, DateTimeKind.Unspecified).AddTicks(day))]);
        Check<TimeSpan, TimeSpan>([.. Enumerable.Range(1, 5).Select(ticks => TimeSpan.FromTicks((ticks * 1_000_000_000_007) - 3))]);
        Check<DateTimeOffset, DateTimeOffset>(
            [.. Enumerable.Range(1, 5).Select(day => new DateTimeOffset(2020, 2, day, 3, 4, 5, TimeSpan.FromMinutes(90)))]);
    }

    [TestMethod]
    public void Keys_without_values()
    {
        var windows = _mlContext.Data.LoadFromEnumerable([new RawWindow { Sequence = [0, 3, 1, 2], Target = [0, 1, 2, 4] }]);
        using var model = _mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny).Fit(windows);

        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));

        Assert.AreEqual(20, loaded.ItemCount);
        Schemas.AssertEqual(model.Transform(windows).Schema, loaded.Transform(windows).Schema, "schema");
        CollectionAssert.AreEqual(Cells.Rows(model.Transform(windows)), Cells.Rows(loaded.Transform(windows)));
    }

    [TestMethod]
    public void Text_that_is_no_unicode_is_refused()
    {
        using var model = Fit<string>(["a", "\ud800", "c", "d", "e"], out _);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => SavedModels.Package(_mlContext, model));

        Assert.AreEqual("Item '\ud800' cannot be saved: its text is no valid Unicode.", exception.Message);
    }

    private void Check<TItem, TRaw>(TItem[] items)
        where TItem : notnull
    {
        using var model = Fit(items, out var windows);

        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));

        var output = loaded.Transform(windows).Schema["Recommended"];
        VBuffer<TRaw> values = default;
        output.GetKeyValues(ref values);
        CollectionAssert.AreEqual(
            Array.ConvertAll(items, item => item.ToString()), Array.ConvertAll(values.DenseValues().ToArray(), value => value!.ToString()));
        if (values.DenseValues().ToArray() is TItem[] exact)
            CollectionAssert.AreEqual(items, exact);
        CollectionAssert.AreEqual(Cells.Rows(model.Transform(windows), "Recommended", "Score"), Cells.Rows(loaded.Transform(windows), "Recommended", "Score"));
    }

    private MLNetUnlearn.Recommenders.SequentialRecommenderTransformer Fit<TItem>(TItem[] items, out IDataView windows)
    {
        var log = _mlContext.Data.LoadFromEnumerable(items.Select(item => new Bought<TItem> { ItemId = item }).ToArray());
        windows = _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(_mlContext.Transforms.GroupIntoSequences())
            .Append(_mlContext.Transforms.PadAndSplitSequences(maximumLength: 4))
            .Fit(log).Transform(log);
        return _mlContext.SequentialRecommendation().Trainers.Custom(SavedModels.Tiny).Fit(windows);
    }

    private sealed class Bought<TItem>
    {
        public string UserId { get; set; } = "u";

        public TItem ItemId { get; set; } = default!;
    }
}
