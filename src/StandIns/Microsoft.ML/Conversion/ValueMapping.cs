using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps the values of a column by looking them up in a view.</summary>
public sealed class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    private readonly string _outputName;
    private readonly string _inputName;
    private readonly DataViewType _valueType;
    private readonly bool _isKey;
    private readonly SchemaShape _annotations;

    internal ValueMappingEstimator(IHostEnvironment environment, ValueLookup lookup, string outputName, string inputName)
        : base(new ValueMappingTransformer(lookup, outputName, inputName))
    {
        environment.RegisterComponent(nameof(ValueMappingEstimator));
        environment.RegisterComponent(nameof(ValueMappingTransformer));
        _outputName = outputName;
        _inputName = inputName;
        _valueType = lookup.Value.Type;
        _isKey = _valueType is KeyDataViewType;
        _annotations = SchemaShape.Create(lookup.Value.Annotations.Schema);
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _inputName);
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar)
            ValueMappingTransformer.CheckNotBothVectors(_valueType, _inputName);
        var kind = _valueType is VectorDataViewType ? new SchemaShape.Column(_outputName, _valueType, _annotations).Kind : input.Kind;

        // All keys are promised as UInt32, and keys in vectors as what they are not; ML.NET has it so.
        var itemType = _isKey ? NumberDataViewType.UInt32 : _valueType.GetItemType();
        return inputSchema.With(new SchemaShape.Column(_outputName, kind, itemType, _isKey, _annotations));
    }
}

/// <summary>
/// Maps the values of a column by looking them up; a value that is not there becomes the default.
/// </summary>
public sealed class ValueMappingTransformer : RowToRowTransformerBase
{
    private readonly ValueLookup _lookup;
    private readonly string _outputName;
    private readonly string _inputName;

    internal ValueMappingTransformer(ValueLookup lookup, string outputName, string inputName)
    {
        Contracts.CheckNonEmpty(inputName, "columns");
        Contracts.CheckNonEmpty(outputName, "columns");
        _lookup = lookup;
        _outputName = outputName;
        _inputName = inputName;
    }

    internal ValueMappingTransformer(ModelLoadContext ctx)
    {
        _outputName = ctx.Reader.ReadString();
        _inputName = ctx.Reader.ReadString();
        ctx.Environment.RegisterComponent("BinaryLoader");
        _lookup = ValueLookup.Load(ctx.Reader);
    }

    internal static void CheckNotBothVectors(DataViewType valueType, string inputName)
    {
        if (valueType is VectorDataViewType)
            throw new NotSupportedException($"Column '{inputName}' holds vectors, which cannot be mapped to vectors.");
    }

    private protected override MappedColumn MapColumn(DataViewSchema inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _inputName);
        var type = _lookup.Value.Type;
        if (input.Type is VectorDataViewType)
        {
            // The length is not kept, and neither is it that values are keys.
            CheckNotBothVectors(type, _inputName);
            type = new VectorDataViewType(DataViewTypeExtensions.StandardTypeOf(type.RawType)!);
        }
        return new MappedColumn(new DataViewSchema.DetachedColumn(_outputName, type, _lookup.Value.Annotations), input,
            row => _lookup.CreateGetter(row, input));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        var writer = ctx.Begin(ModelSignatures.ValueMapping);
        writer.Write(_outputName);
        writer.Write(_inputName);
        _lookup.Save(writer);
    }
}
