using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>A loader that knows its schema and loads nothing; see <see cref="SchemaShapes.Of"/>.</summary>
internal sealed class SchemaOnlyLoader(DataViewSchema schema) : IDataLoader<int>
{
    public DataViewSchema GetOutputSchema() => schema;

    public IDataView Load(int input) => throw new NotSupportedException("This loader only describes a schema.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("This loader only describes a schema.");
}
