using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Items beside one another by the angle between their embeddings, on embeddings that are written down.</summary>
[TestClass]
public sealed class SimilarItemsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    // Rows of padding, a, b, c, d and e, and one behind the items; a and c point the same way, whatever their lengths.
    private static readonly float[] Embeddings = [0, 0, 3, 4, 4, 3, 0.6f, 0.8f, -3, -4, 0, -2, 3, 4];

    [TestMethod]
    public void The_best_come_first_without_the_item_itself()
    {
        using var model = Model("u1: a b c d e");

        var similar = model.SimilarItems("a");

        AssertSimilar([("c", 1), ("b", 24.0 / 25), ("e", -0.8), ("d", -1)], similar);
        AssertSimilar([("c", 1), ("b", 0.96)], model.SimilarItems("a", 2));
        AssertSimilar([("d", 0.8), ("b", -0.6), ("a", -0.8), ("c", -0.8)], model.SimilarItems("e"), anyOrderFrom: 2);
    }

    [TestMethod]
    public void Cosines_agree_with_a_plain_loop()
    {
        var text = string.Join(" ", Enumerable.Range(1, 50).Select(i => $"i{i}"));
        using var model = _mlContext.SequentialRecommendation().Trainers
            .SasRec(new SasRecOptions { Epochs = 1, EmbeddingSize = 12, Blocks = 1, Seed = 1 }).Fit(Views.Windows(_mlContext, $"u1: {text}"));
        var table = Weights.Of(model.Module)["items.weight"];
        double Dot(int one, int other) => Enumerable.Range(0, 12).Sum(i => (double)table[(12 * one) + i] * table[(12 * other) + i]);

        var similar = model.SimilarItems("i17", 100);

        var expected = Enumerable.Range(1, 50).Where(item => item != 17)
            .Select(item => ($"i{item}", Dot(17, item) / Math.Sqrt(Dot(17, 17) * Dot(item, item)))).OrderByDescending(near => near.Item2);
        AssertSimilar([.. expected], similar);
    }

    [TestMethod]
    public void Items_without_direction_are_like_none()
    {
        using var model = Model("u1: a b c d e");
        var embeddings = Embeddings.ToArray();
        embeddings.AsSpan(4, 2).Clear();                                                        // b
        Weights.Set(model.Module.ItemEmbedding.weight!, embeddings);

        CollectionAssert.AreEqual(new[] { "c", "e", "d" }, model.SimilarItems("a").Select(near => near.Item).ToArray());
        Assert.IsEmpty(model.SimilarItems("b"));
    }

    [TestMethod]
    public void Numbers_are_asked_for_as_such_or_as_text()
    {
        Check([7, -12, 40, 3, 9], 7L, [40, -12, 9, 3]);
        Check([7.5f, -12, 40, 3, 9], 7.5f, [40, -12, 9, 3]);
        Check([7, 12, 40, 3, 9], (byte)7, [40, 12, 9, 3]);

        using var model = Model(Windows<long>([7, -12, 40, 3, 9]));
        CollectionAssert.AreEqual(new[] { "40", "-12", "9", "3" }, model.SimilarItems("7").Select(near => near.Item).ToArray());
    }

    [TestMethod]
    public void Keys_that_stand_for_nothing_go_by_their_number()
    {
        using var model = Model(Views.Window(_mlContext, Samples.RawSequences(_mlContext, new RawSequence { Sequence = [1, 2] })));
        Weights.Set(model.Module.ItemEmbedding.weight!, [.. Embeddings[..12], .. Enumerable.Repeat(0f, 32)]);

        CollectionAssert.AreEqual(new uint[] { 3, 2, 5, 4 }, model.SimilarItems(1u).Select(near => near.Item).ToArray());
        CollectionAssert.AreEqual(new[] { "3", "2", "5", "4" }, model.SimilarItems("1").Select(near => near.Item).ToArray());
    }

    [TestMethod]
    public void An_index_answers_the_same_from_the_embeddings_that_it_was_made_of()
    {
        using var model = Model("u1: a b c d e");
        using var index = model.IndexSimilarItems();
        var before = model.SimilarItems("a");

        CollectionAssert.AreEqual(before.ToArray(), index.SimilarItems("a").ToArray());
        Weights.Set(model.Module.ItemEmbedding.weight!, [.. Embeddings.Reverse()]);

        CollectionAssert.AreEqual(before.ToArray(), index.SimilarItems("a").ToArray());
        CollectionAssert.AreNotEqual(before.ToArray(), model.SimilarItems("a").ToArray());
        AssertRefused("Masked: count is 0; it must be at least 1. (Parameter 'item')", () => index.SimilarItems("a", 0));
    }

    [TestMethod]
    public void An_index_ends_with_its_model_or_before()
    {
        using var model = Model("u1: a b c d e");
        using var closed = model.IndexSimilarItems();
        closed.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => closed.SimilarItems("a"));
        Assert.HasCount(4, model.SimilarItems("a")); // it took nothing of the model along
        using var open = model.IndexSimilarItems();

        model.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => open.SimilarItems("a"));
        Assert.ThrowsExactly<ObjectDisposedException>(() => model.IndexSimilarItems());
    }

    [TestMethod]
    public void All_problems_are_named_at_once()
    {
        using var text = Model("u1: a b c d e");
        using var numbers = Model(Windows<long>([7, -12, 40, 3, 9]));

        AssertRefused(
            "Masked: item is 'z'; it must be one of the 5 items that the model was trained on. count is 0; it must be at least 1. "
            + "(Parameter 'item')", () => text.SimilarItems("z", 0));
        AssertRefused(
            "Masked: T is 'Int32'; it must be String. item is '1'; it must be one of the 5 items that the model was trained on. (Parameter 'item')",
            () => text.SimilarItems(1));
        AssertRefused("Masked: T is 'Int32'; it must be Int64, as the items' values are, or String. (Parameter 'item')", () => numbers.SimilarItems(7));
        Assert.ThrowsExactly<ArgumentNullException>(() => text.SimilarItems<string>(null!));
        text.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => text.SimilarItems("a"));
    }

    private static void AssertSimilar(
        (string Item, double Similarity)[] expected, IReadOnlyList<SimilarItem<string>> actual, int anyOrderFrom = int.MaxValue)
    {
        string[] names = [.. actual.Select(near => near.Item)];
        if (anyOrderFrom < names.Length)
            Array.Sort(names, anyOrderFrom, names.Length - anyOrderFrom, StringComparer.Ordinal);
        CollectionAssert.AreEqual(expected.Select(near => near.Item).ToArray(), names);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i].Similarity, actual[i].Similarity, 1e-6);
            Assert.IsTrue(actual[i].Similarity is >= -1 and <= 1);
        }
    }

    private static void AssertRefused(string message, Action use) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(use).Message);

    private void Check<T>(T[] items, T item, T[] expected) where T : notnull
    {
        using var model = Model(Windows(items));

        CollectionAssert.AreEqual(expected, model.SimilarItems(item).Select(near => near.Item).ToArray());
    }

    private IDataView Windows<T>(T[] items)
    {
        var log = _mlContext.Data.LoadFromEnumerable(items.Select(item => new Sold<T> { ItemId = item }).ToArray());
        return _mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId").Append(_mlContext.Transforms.GroupIntoSequences())
            .Append(_mlContext.Transforms.PadAndSplitSequences()).Fit(log).Transform(log);
    }

    private SequentialRecommenderTransformer Model(string text) => Model(Views.Windows(_mlContext, text));

    private SequentialRecommenderTransformer Model(IDataView windows)
    {
        var model = _mlContext.SequentialRecommendation().Trainers.Custom(new MaskedOptions { EmbeddingSize = 2, Epochs = 1, Seed = 1 }).Fit(windows);
        if (model.ItemCount == 5)
            Weights.Set(model.Module.ItemEmbedding.weight!, Embeddings);
        return model;
    }

    private sealed class Sold<T>
    {
        public string UserId { get; set; } = "u";

        public T ItemId { get; set; } = default!;
    }
}
