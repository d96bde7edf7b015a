using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Using trained models.</summary>
public sealed class ModelOperationsCatalog
{
    private readonly IHostEnvironment _environment;

    internal ModelOperationsCatalog(IHostEnvironment environment) => _environment = environment;

    /// <summary>Saves a model in a zip file, which the real ML.NET does not read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the model's input, if it shall be there after loading.</param>
    /// <param name="filePath">The file, which is overwritten.</param>
    public void Save(ITransformer? model, DataViewSchema? inputSchema, string filePath)
    {
        Contracts.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    /// <summary>Saves a model as a zip file, which the real ML.NET does not read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the model's input, if it shall be there after loading.</param>
    /// <param name="stream">Where to write, which stays open.</param>
    public void Save(ITransformer? model, DataViewSchema? inputSchema, Stream stream)
    {
        Contracts.CheckValue(stream, nameof(stream));
        ModelFile.Save(_environment, model, inputSchema, stream);
    }

    /// <summary>Loads a model that <see cref="Save(ITransformer, DataViewSchema, string)"/> has saved.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">The schema that was saved with the model; null if there was none.</param>
    /// <exception cref="FormatException">The file is no model.</exception>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        Contracts.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>Loads a model that <see cref="Save(ITransformer, DataViewSchema, Stream)"/> has saved.</summary>
    /// <param name="stream">A stream that can be read from any position; it stays open.</param>
    /// <param name="inputSchema">The schema that was saved with the model; null if there was none.</param>
    /// <exception cref="FormatException">The stream has no model.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        Contracts.CheckValue(stream, nameof(stream));
        var model = ModelFile.Load(_environment, stream, out var schema);
        inputSchema = schema!;
        return model;
    }

    /// <summary>An engine that predicts one object at a time.</summary>
    /// <param name="transformer">The model, which must map row to row. The engine disposes it.</param>
    /// <param name="ignoreMissingColumns">
    /// Whether members of the result without a column are left alone; otherwise they are an error.
    /// </param>
    /// <param name="inputSchemaDefinition">How members of the input map to columns; if null, as the attributes of the class say.</param>
    /// <param name="outputSchemaDefinition">How members of the result map to columns; if null, as the attributes of the class say.</param>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, bool ignoreMissingColumns = true,
        SchemaDefinition? inputSchemaDefinition = null, SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
        => new(_environment, transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);

    /// <summary>An engine that predicts one object at a time, from inputs with the types and annotations of a schema.</summary>
    /// <param name="transformer">The model, which must map row to row. The engine disposes it.</param>
    /// <param name="inputSchema">The schema; the input class must have a member for each of its columns.</param>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return CreatePredictionEngine<TSrc, TDst>(transformer, false, RowBinding<TSrc>.DefinitionFor(inputSchema));
    }
}
