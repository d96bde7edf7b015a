using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Using trained models.</summary>
public sealed class ModelOperationsCatalog
{
    private readonly IHostEnvironment _environment;

    internal ModelOperationsCatalog(IHostEnvironment environment) => _environment = environment;

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
