using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The same key must mean the same item as in training.</summary>
[TestClass]
public sealed class TransformerVocabularyTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Recommended_items_map_back_to_item_ids()
    {
        var model = Model("u1: apple pear plum");
        var rows = Samples.Sequences(_mlContext, "v: apple pear plum; u: apple");

        var recommended = model.Transform(rows);
        var named = _mlContext.Transforms.Conversion.MapKeyToValue("Recommended").Fit(recommended).Transform(recommended);

        Assert.AreEqual("plum pear", Cells.Rows(named, "Recommended")[1]);
    }

    [TestMethod]
    public void Another_number_of_items_is_rejected() => AssertRejected(
        "u1: a b c d",
        "Column 'Sequence' has keys for 4 items, but Table was trained on 3. Map the items with the same fitted Conversion.MapValueToKey.");

    [TestMethod]
    public void The_same_number_of_other_items_is_rejected() => AssertRejected(
        "u1: a c b",
        "In column 'Sequence' key 2 is item 'c', but Table was trained with 'b' there. " +
        "Map the items with the same fitted Conversion.MapValueToKey.");

    [TestMethod]
    public void Keys_without_values_are_taken_on_trust_and_recommendations_have_the_models_values()
    {
        var model = Model("u1: " + string.Join(" ", Enumerable.Range(1, 20).Select(i => $"i{i}")));
        var rows = Samples.RawSequences(_mlContext, new RawSequence { Sequence = [1] });

        Assert.AreEqual("i20 i19", Cells.Rows(model.Transform(rows), "Recommended")[0]);
    }

    [TestMethod]
    public void A_key_beyond_the_vocabulary_is_rejected_when_it_is_read()
    {
        var model = Model("u1: " + string.Join(" ", Enumerable.Range(1, 20).Select(i => $"i{i}")));
        var rows = Samples.RawSequences(_mlContext, new RawSequence { Sequence = [1] }, new RawSequence { Sequence = [1, 21] });

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Cells.Rows(model.Transform(rows), "Recommended"));

        Assert.AreEqual("Row 1: column 'Sequence' holds key 21; allowed are 1 to 20, and 0 for a missing item.", exception.Message);
    }

    private void AssertRejected(string text, string message)
    {
        var model = Model("u1: a b c");
        var rows = Samples.Sequences(_mlContext, text);

        foreach (var bind in new Action[]
        {
            () => model.Transform(rows), () => model.GetOutputSchema(rows.Schema), () => model.GetRowToRowMapper(rows.Schema),
        })
            Assert.AreEqual(message, Assert.ThrowsExactly<InvalidOperationException>(bind).Message);
    }

    // After any item the last one of the vocabulary scores highest.
    private SequentialRecommenderTransformer Model(string text) =>
        TableModel.Of(_mlContext, Views.Windows(_mlContext, text), (_, v) => v, new TableOptions { TopK = 2 });
}
