namespace Microsoft.ML;

/// <summary>Learns a transformer from data.</summary>
public interface IEstimator<out TTransformer>
    where TTransformer : ITransformer
{
    /// <summary>Learns.</summary>
    TTransformer Fit(IDataView input);

    /// <summary>The shape of what the transformer will give.</summary>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
