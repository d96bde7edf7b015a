namespace Microsoft.ML.Tests;

// A loader of nothing but a schema.
internal sealed class SchemaLoader(DataViewSchema schema) : IDataLoader<int>
{
    public DataViewSchema GetOutputSchema() => schema;

    public IDataView Load(int input) => throw new NotSupportedException();

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
}
