using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

[TestClass]
public sealed class FastTreeColumnsTests
{
    private static readonly Example[] Rows = [.. Example.Times(20, false, 0), .. Example.Times(20, true, 1)];

    [TestMethod]
    public void Three_columns_are_added()
    {
        var schema = Example.Fit(new() { NumberOfTrees = 1 }, Rows).GetOutputSchema(Example.View(new MLContext(1), Rows).Schema);

        CollectionAssert.AreEqual((string[])["Label", "Features", "Weight", "PredictedLabel", "Score", "Probability"],
            schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(
            (DataViewType[])[BooleanDataViewType.Instance, NumberDataViewType.Single, NumberDataViewType.Single],
            schema.Skip(3).Select(column => column.Type).ToArray());
    }

    [TestMethod]
    public void Their_annotations_say_what_they_are()
    {
        var model = Example.Fit(new() { NumberOfTrees = 1 }, Rows);
        var once = model.Transform(Example.View(new MLContext(1), Rows));
        var twice = model.Transform(once).Schema;

        foreach (var name in (string[])["PredictedLabel", "Score", "Probability"])
        {
            Assert.AreEqual("BinaryClassification", Text(once.Schema[name], "ScoreColumnKind"));
            Assert.AreEqual(name, Text(once.Schema[name], "ScoreValueKind"));
            Assert.AreEqual(name == "Probability", once.Schema[name].IsNormalized());
            Assert.AreEqual(1u, Set(once.Schema[name]));
            Assert.AreEqual(2u, Set(twice[name]));
        }
    }

    private static string Text(DataViewSchema.Column column, string kind)
    {
        ReadOnlyMemory<char> text = default;
        column.Annotations.GetValue(kind, ref text);
        return text.ToString();
    }

    private static uint Set(DataViewSchema.Column column)
    {
        uint set = 0;
        column.Annotations.GetValue("ScoreColumnSetId", ref set);
        return set;
    }
}
