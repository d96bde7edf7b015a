using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys back to the values they stand for.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    private readonly string _outputName;
    private readonly string _inputName;

    internal KeyToValueMappingEstimator(IHostEnvironment environment, string outputName, string inputName)
        : base(new KeyToValueMappingTransformer(outputName, inputName))
    {
        environment.RegisterComponent(nameof(KeyToValueMappingEstimator));
        environment.RegisterComponent(nameof(KeyToValueMappingTransformer));
        _outputName = outputName;
        _inputName = inputName;
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _inputName);
        InputColumn.CheckType(input.IsKey, _inputName, "keys", input.ItemType);
        Contracts.CheckParam(input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var keyValues), nameof(inputSchema),
            $"Column '{_inputName}' does not say what its keys stand for.");
        var annotations = input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var slotNames)
            ? new SchemaShape([slotNames])
            : null;
        return inputSchema.With(new SchemaShape.Column(_outputName, input.Kind, keyValues.ItemType, keyValues.IsKey, annotations));
    }
}

/// <summary>Maps keys back to the values they stand for.</summary>
public sealed class KeyToValueMappingTransformer : RowToRowTransformerBase
{
    private readonly string _outputName;
    private readonly string _inputName;

    internal KeyToValueMappingTransformer(string outputName, string inputName)
    {
        Contracts.CheckNonEmpty(outputName, "columns");
        _outputName = outputName;
        _inputName = inputName;
    }

    internal KeyToValueMappingTransformer(ModelLoadContext ctx)
        : this(ctx.Reader.ReadString(), ctx.Reader.ReadString())
    {
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        var writer = ctx.Begin(ModelSignatures.KeyToValue);
        writer.Write(_outputName);
        writer.Write(_inputName);
    }

    private protected override MappedColumn MapColumn(DataViewSchema inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _inputName);
        var valuesType = input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type as VectorDataViewType;
        Contracts.Check(valuesType is not null, $"Column '{_inputName}' does not say what its keys stand for.");
        Contracts.Check(input.Type.GetItemType() is KeyDataViewType key && key.Count == (ulong)valuesType.Size,
            $"Column '{_inputName}' is of type {input.Type}, which does not fit its {valuesType.Size} key values.");

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, static name => name == AnnotationKinds.SlotNames);
        DataViewType type = input.Type is VectorDataViewType vector
            ? new VectorDataViewType(valuesType.ItemType, vector.Dimensions)
            : valuesType.ItemType;
        var getters = (KeyedValues)Activator.CreateInstance(
            typeof(KeyedValues<,>).MakeGenericType(input.Type.GetItemType().RawType, valuesType.ItemType.RawType), input)!;
        return new MappedColumn(new DataViewSchema.DetachedColumn(_outputName, type, annotations.ToAnnotations()), input,
            getters.CreateGetter);
    }
}
