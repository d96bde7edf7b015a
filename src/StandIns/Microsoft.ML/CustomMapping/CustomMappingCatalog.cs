using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that the user writes.</summary>
public static class CustomMappingCatalog
{
    /// <summary>Maps rows with an action.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="mapAction">
    /// Fills the output from the input. Per cursor there is one object of each, which is used for all rows. Cursors may run in parallel.
    /// </param>
    /// <param name="contractName">
    /// The contract of the factory that makes the action when the model is loaded, in the assembly of the action; without it, the
    /// transformer cannot be saved.
    /// </param>
    /// <param name="inputSchemaDefinition">How members of the input map to columns; not saved.</param>
    /// <param name="outputSchemaDefinition">How members of the output map to columns; not saved.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction, string? contractName, SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new()
        => new(catalog.Environment, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);
}
