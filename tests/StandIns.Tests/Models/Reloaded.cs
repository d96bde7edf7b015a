namespace Microsoft.ML.Tests;

// A model that was saved and loaded, by another context, as another process would.
internal static class Reloaded
{
    public static ITransformer Model(ITransformer model, DataViewSchema? inputSchema = null) => Model(model, inputSchema, out _);

    public static ITransformer Model(ITransformer model, DataViewSchema? inputSchema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        new MLContext(1).Model.Save(model, inputSchema, stream);
        stream.Position = 0;
        return new MLContext(2).Model.Load(stream, out loadedSchema);
    }

    // The schema as a model has it that does nothing.
    public static DataViewSchema Schema(DataViewSchema schema)
    {
        Model(new TransformerChain<ITransformer>(), schema, out var loaded);
        return loaded;
    }
}
