using Microsoft.ML;
using Microsoft.ML.Data;

namespace EstimatorContract;

/// <summary>The shapes of schemas, also as text.</summary>
public static class Shapes
{
    /// <summary>The shape of a schema, through a loader that does nothing else.</summary>
    public static SchemaShape Of(DataViewSchema schema) => new Loader(schema).Append(new EstimatorChain<ITransformer>()).GetOutputSchema();

    /// <summary>One text per column, sorted by name: <c>Sequence: VariableVector Key UInt32 {KeyValues: Vector String}</c>.</summary>
    public static string[] Describe(SchemaShape shape) => shape.Select(Describe).Order(StringComparer.Ordinal).ToArray();

    private static string Describe(SchemaShape.Column column)
    {
        var annotations = column.Annotations.Count == 0 ? "" : $" {{{string.Join(", ", Describe(column.Annotations))}}}";
        return $"{column.Name}: {column.Kind} {(column.IsKey ? "Key " : "")}{column.ItemType}{annotations}";
    }

    private sealed class Loader(DataViewSchema schema) : IDataLoader<int>
    {
        public DataViewSchema GetOutputSchema() => schema;

        public IDataView Load(int input) => throw new NotSupportedException();

        void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
