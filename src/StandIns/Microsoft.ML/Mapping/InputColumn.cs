using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Finds the input column of a transformer or an estimator, or says which one is missing.
internal static class InputColumn
{
    public static DataViewSchema.Column Find(DataViewSchema inputSchema, string name)
    {
        var column = inputSchema.GetColumnOrNull(name);
        Contracts.CheckParam(column is not null, nameof(inputSchema), Missing(name));
        return column.Value;
    }

    public static SchemaShape.Column Find(SchemaShape inputSchema, string name)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        Contracts.CheckParam(inputSchema.TryFindColumn(name, out var column), nameof(inputSchema), Missing(name));
        return column;
    }

    public static void CheckType([DoesNotReturnIf(false)] bool condition, string name, string expected, object actual)
        => Contracts.CheckParam(condition, "inputSchema", $"Schema mismatch for input column '{name}': expected {expected}, got {actual}");

    private static string Missing(string name) => $"Could not find input column '{name}'";
}
