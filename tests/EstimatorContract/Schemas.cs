using Microsoft.ML;

namespace EstimatorContract;

/// <summary>Compares schemas to the last annotation.</summary>
public static class Schemas
{
    /// <summary>Fails unless both have the same columns in the same order, with equal types and annotations.</summary>
    public static void AssertEqual(DataViewSchema expected, DataViewSchema actual, string what)
    {
        CollectionAssert.AreEqual(
            expected.Select(column => $"{column.Name}{(column.IsHidden ? " (hidden)" : "")}").ToArray(),
            actual.Select(column => $"{column.Name}{(column.IsHidden ? " (hidden)" : "")}").ToArray(), what);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.AreEqual(expected[i].Type, actual[i].Type, $"{what}: type of {expected[i].Name}");
            CollectionAssert.AreEqual(Annotations(expected[i]), Annotations(actual[i]), $"{what}: annotations of {expected[i].Name}");
        }
    }

    private static string[] Annotations(DataViewSchema.Column column) => column.Annotations.Schema
        .Select(annotation => $"{annotation.Name}: {annotation.Type} = {string.Join(" | ", Cells.Annotation(column.Annotations, annotation))}")
        .Order(StringComparer.Ordinal).ToArray();
}
