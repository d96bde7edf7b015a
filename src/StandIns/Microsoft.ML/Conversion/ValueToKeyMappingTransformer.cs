using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps the values of a column to keys; a value that was not there in training is missing, which is 0.</summary>
public sealed class ValueToKeyMappingTransformer : RowToRowTransformerBase
{
    private readonly string _outputName;
    private readonly string _inputName;
    private readonly bool _asText;
    private readonly KeyVocabulary _vocabulary;

    internal ValueToKeyMappingTransformer(ValueToKeyOptions options, IDataView training)
    {
        _outputName = options.OutputName;
        _inputName = options.InputName;
        _asText = options.AsText;
        var input = InputColumn.Find(training.Schema, options.InputName);
        ValueToKeyMappingEstimator.CheckType(input.Type.GetItemType(), input.Name);
        _vocabulary = KeyVocabulary.Create((PrimitiveDataViewType)input.Type.GetItemType());
        if (options.KeyData is { } keyData)
        {
            Contracts.CheckParam(keyData.Schema[0].Type.Equals(_vocabulary.ItemType), nameof(options.KeyData),
                $"The key data are of type {keyData.Schema[0].Type}, but column '{input.Name}' holds {_vocabulary.ItemType}.");
            _vocabulary.Learn(keyData, keyData.Schema[0], int.MaxValue);
        }
        else
        {
            Contracts.CheckParam(options.MaximumCount > 0, "maximumNumberOfKeys", "There must be room for a key.");
            _vocabulary.Learn(training, input, options.MaximumCount);
        }
        if (options.Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            _vocabulary.Sort();
    }

    internal ValueToKeyMappingTransformer(ModelLoadContext ctx)
    {
        _outputName = ctx.Reader.ReadString();
        _inputName = ctx.Reader.ReadString();
        _asText = ctx.Reader.ReadBoolean();
        _vocabulary = KeyVocabulary.Create((PrimitiveDataViewType)TypeCodec.Read(ctx.Reader));
        _vocabulary.Load(ctx.Reader);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        var writer = ctx.Begin(ModelSignatures.ValueToKey);
        writer.Write(_outputName);
        writer.Write(_inputName);
        writer.Write(_asText);
        TypeCodec.Write(writer, _vocabulary.ItemType);
        _vocabulary.Save(writer);
    }

    private protected override MappedColumn MapColumn(DataViewSchema inputSchema)
    {
        var input = InputColumn.Find(inputSchema, _inputName);
        var itemType = input.Type.GetItemType();
        ValueToKeyMappingEstimator.CheckType(itemType, input.Name);
        Contracts.Check(itemType.Equals(_vocabulary.ItemType),
            $"Column '{input.Name}' holds {itemType}, but keys are known for {_vocabulary.ItemType}.");

        var key = new KeyDataViewType(typeof(uint), Math.Max(1, _vocabulary.Count));
        var annotations = new DataViewSchema.Annotations.Builder();
        if (_vocabulary.Count > 0)
            _vocabulary.AddKeyValues(annotations, input, _asText);
        annotations.Add(input.Annotations, static name => name == AnnotationKinds.SlotNames);
        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key;
        return new MappedColumn(new DataViewSchema.DetachedColumn(_outputName, type, annotations.ToAnnotations()), input,
            row => _vocabulary.CreateGetter(row, input));
    }
}
