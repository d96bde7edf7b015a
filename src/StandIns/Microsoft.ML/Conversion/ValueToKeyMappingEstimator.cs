using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the values of a column and gives each a key.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly ValueToKeyOptions _options;

    internal ValueToKeyMappingEstimator(IHostEnvironment environment, ValueToKeyOptions options)
    {
        Contracts.CheckParam(!string.IsNullOrWhiteSpace(options.OutputName), "outputColumnName", "The output column needs a name.");
        Contracts.CheckParam(options.KeyData is null or { Schema.Count: 1 }, "keyData", "The key data must have one column.");
        environment.RegisterComponent(nameof(ValueToKeyMappingEstimator));
        _options = options;
    }

    /// <summary>Which value gets the first key.</summary>
    public enum KeyOrdinality : byte
    {
        /// <summary>The one seen first.</summary>
        ByOccurrence = 0,

        /// <summary>The least one; text is compared character by character.</summary>
        ByValue = 1,
    }

    /// <inheritdoc/>
    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new ValueToKeyMappingTransformer(_options, input);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _options.InputName);
        CheckType(input.ItemType, input.Name);

        // Keys of keys stand for what the inner keys stand for, where that is known.
        if (!input.IsKey || !input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var keyValues)
            || keyValues.Kind != SchemaShape.Column.VectorKind.Vector)
        {
            var itemType = _options.AsText ? TextDataViewType.Instance : input.ItemType;
            keyValues = new SchemaShape.Column(AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, itemType, input.IsKey);
        }
        var annotations = input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var slotNames)
            ? new SchemaShape([slotNames, keyValues])
            : new SchemaShape([keyValues]);
        return inputSchema.With(new SchemaShape.Column(_options.OutputName, input.Kind, NumberDataViewType.UInt32, true, annotations));
    }

    internal static void CheckType(DataViewType itemType, string name)
        => InputColumn.CheckType(itemType is KeyDataViewType || itemType.IsStandard(), name, "a standard type or a vector of it", itemType);
}
