namespace Microsoft.ML.Transforms;

internal sealed record ValueToKeyOptions(string OutputName, string InputName, int MaximumCount,
    ValueToKeyMappingEstimator.KeyOrdinality Ordinality, bool AsText, IDataView? KeyData);
