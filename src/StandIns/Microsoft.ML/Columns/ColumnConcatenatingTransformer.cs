using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Puts columns of one type together in a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _outputName;
    private readonly string[] _inputNames;

    internal ColumnConcatenatingTransformer(IHostEnvironment environment, string outputName, string[] inputNames)
    {
        environment.RegisterComponent(nameof(ColumnConcatenatingTransformer));
        _outputName = outputName;
        _inputNames = inputNames;
    }

    internal ColumnConcatenatingTransformer(ModelLoadContext ctx)
    {
        _outputName = ctx.Reader.ReadString();
        _inputNames = new string[ctx.Reader.ReadInt32()];
        for (var i = 0; i < _inputNames.Length; i++)
            _inputNames[i] = ctx.Reader.ReadString();
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        var writer = ctx.Begin(ModelSignatures.Concatenating);
        writer.Write(_outputName);
        writer.Write(_inputNames.Length);
        foreach (var name in _inputNames)
            writer.Write(name);
    }

    private protected override MappedColumn MapColumn(DataViewSchema inputSchema)
    {
        var inputs = Array.ConvertAll(_inputNames, name => InputColumn.Find(inputSchema, name));
        if (inputs is [{ Type: VectorDataViewType } single])
            return new MappedColumn(new DataViewSchema.DetachedColumn(_outputName, single.Type, single.Annotations), inputs);

        var itemType = inputs[0].Type.GetItemType();
        foreach (var input in inputs)
            InputColumn.CheckType(input.Type.GetItemType().Equals(itemType), input.Name, itemType.ToString()!, input.Type);
        var sizes = Array.ConvertAll(inputs, static input => input.Type is VectorDataViewType vector ? vector.Size : 1);
        var size = Array.Exists(sizes, static size => size == 0) ? 0 : sizes.Sum();

        var annotations = new DataViewSchema.Annotations.Builder();
        if (itemType is NumberDataViewType && Array.TrueForAll(inputs, static input => input.IsNormalized()))
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (size > 0 && Array.Exists(inputs, static input => input.Type is not VectorDataViewType || input.HasSlotNames()))
            annotations.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size),
                (ref VBuffer<ReadOnlyMemory<char>> names) => WriteSlotNames(inputs, size, ref names));

        var values = (ConcatenatedValues)Activator.CreateInstance(
            typeof(ConcatenatedValues<>).MakeGenericType(itemType.RawType), [inputs])!;
        var type = new VectorDataViewType((PrimitiveDataViewType)itemType, size);
        return new MappedColumn(new DataViewSchema.DetachedColumn(_outputName, type, annotations.ToAnnotations()), inputs,
            row => _ => values.CreateGetter(row));
    }

    // A scalar is named as its column, a position of a vector as the column and the position's own name.
    private static void WriteSlotNames(DataViewSchema.Column[] inputs, int size, ref VBuffer<ReadOnlyMemory<char>> destination)
    {
        var editor = VBufferEditor.Create(ref destination, size);
        editor.Values.Clear();
        var next = 0;
        foreach (var input in inputs)
        {
            if (input.Type is not VectorDataViewType vector)
            {
                editor.Values[next++] = input.Name.AsMemory();
                continue;
            }
            VBuffer<ReadOnlyMemory<char>> names = default;
            if (input.HasSlotNames())
                input.GetSlotNames(ref names);
            foreach (var (slot, name) in names.Items())
            {
                if (!name.IsEmpty)
                    editor.Values[next + slot] = $"{input.Name}.{name}".AsMemory();
            }
            next += vector.Size;
        }
        destination = editor.Commit();
    }
}
