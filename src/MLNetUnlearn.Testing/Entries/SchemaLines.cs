using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Testing.Entries;

/// <summary>A schema as text: a line for each visible column.</summary>
internal static class SchemaLines
{
    public static IReadOnlyList<string> Of(DataViewSchema schema) =>
        [.. schema.Where(column => !column.IsHidden).Select(column => $"{column.Name}: {Text(column.Type)}{Annotations(column)}")];

    // Counts, not the ranges of numbers that ToString gives: "Key<UInt32, 600>".
    private static string Text(DataViewType type) => type switch
    {
        VectorDataViewType vector => $"Vector<{Text(vector.ItemType)}{Size(vector)}>",
        KeyDataViewType key => string.Create(CultureInfo.InvariantCulture, $"Key<{key.RawType.Name}, {key.Count}>"),
        _ => type.ToString()!,
    };

    private static string Size(VectorDataViewType vector) =>
        vector.IsKnownSize ? string.Concat(vector.Dimensions.Select(size => string.Create(CultureInfo.InvariantCulture, $", {size}"))) : "";

    private static string Annotations(DataViewSchema.Column column)
    {
        var names = column.Annotations.Schema.Select(annotation => annotation.Name).Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? "" : $" ({string.Join(", ", names)})";
    }
}
