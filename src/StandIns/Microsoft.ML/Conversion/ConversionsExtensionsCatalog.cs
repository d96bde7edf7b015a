using Microsoft.ML.Transforms;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace Microsoft.ML;

/// <summary>Transforms between values and keys.</summary>
public static class ConversionsExtensionsCatalog
{
    /// <summary>Learns the values of a column and maps them to keys.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of the keys.</param>
    /// <param name="inputColumnName">The column of the values, scalars or vectors; if null, the output column's name.</param>
    /// <param name="maximumNumberOfKeys">How many values are learnt; all later ones are missing.</param>
    /// <param name="keyOrdinality">Which value gets the first key.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the keys are annotated with the values' text instead of the values.</param>
    /// <param name="keyData">A view with one column, whose values are learnt instead.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName,
        string? inputColumnName = null, int maximumNumberOfKeys = 1000000, KeyOrdinality keyOrdinality = KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false, IDataView? keyData = null)
        => new(catalog.Environment, new ValueToKeyOptions(outputColumnName, inputColumnName ?? outputColumnName,
            maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData));

    /// <summary>Maps keys back to the values they stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of the values.</param>
    /// <param name="inputColumnName">The column of the keys, scalars or vectors; if null, the output column's name.</param>
    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName,
        string? inputColumnName = null)
        => new(catalog.Environment, outputColumnName, inputColumnName ?? outputColumnName);
}
