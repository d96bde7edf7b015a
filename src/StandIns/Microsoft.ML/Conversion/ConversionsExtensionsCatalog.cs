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

    /// <summary>Maps the values of a column by looking them up in a view, which is read at once.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The output column, with the type and the annotations of the value column.</param>
    /// <param name="lookupMap">The view.</param>
    /// <param name="keyColumn">The column of the view that has what is looked up, each value once.</param>
    /// <param name="valueColumn">The column of the view that has what is found.</param>
    /// <param name="inputColumnName">The column to map, of the key column's type; if null, the output column's name.</param>
    public static ValueMappingEstimator MapValue(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName,
        IDataView lookupMap, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn, string? inputColumnName = null)
        => new(catalog.Environment, ValueLookup.Create(lookupMap, keyColumn, valueColumn), outputColumnName,
            inputColumnName ?? outputColumnName);

    /// <summary>Maps keys back to the values they stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of the values.</param>
    /// <param name="inputColumnName">The column of the keys, scalars or vectors; if null, the output column's name.</param>
    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName,
        string? inputColumnName = null)
        => new(catalog.Environment, outputColumnName, inputColumnName ?? outputColumnName);
}
