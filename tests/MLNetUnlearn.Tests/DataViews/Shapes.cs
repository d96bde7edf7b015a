using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Tests.DataViews;

/// <summary>Schemas and their shapes as text.</summary>
internal static class Shapes
{
    /// <summary>The shape of a schema, through a loader that does nothing else.</summary>
    public static SchemaShape Of(DataViewSchema schema) => new Loader(schema).Append(new EstimatorChain<ITransformer>()).GetOutputSchema();

    /// <summary>One text per column, sorted by name: <c>Sequence: VariableVector Key UInt32 {KeyValues: Vector String}</c>.</summary>
    public static string[] Describe(SchemaShape shape) =>
        shape.Select(Describe).Order(StringComparer.Ordinal).ToArray();

    /// <summary>One text per column, in order: name, hidden or not, type, annotations with their types and the key values.</summary>
    public static string[] Describe(DataViewSchema schema) => schema.Select(Describe).ToArray();

    private static string Describe(SchemaShape.Column column)
    {
        string annotations = column.Annotations.Count == 0 ? "" : $" {{{string.Join(", ", Describe(column.Annotations))}}}";
        return $"{column.Name}: {column.Kind} {(column.IsKey ? "Key " : "")}{column.ItemType}{annotations}";
    }

    private static string Describe(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> keys = default;
        if (column.HasKeyValues())
            column.GetKeyValues(ref keys);
        return $"{column.Name}{(column.IsHidden ? " (hidden)" : "")}: {column.Type}"
            + $" {{{string.Join(", ", column.Annotations.Schema.Select(annotation => $"{annotation.Name}: {annotation.Type}"))}}}"
            + $" [{string.Join(" ", keys.DenseValues())}]";
    }

    private sealed class Loader(DataViewSchema schema) : IDataLoader<int>
    {
        public DataViewSchema GetOutputSchema() => schema;

        public IDataView Load(int input) => throw new NotSupportedException();

        void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
