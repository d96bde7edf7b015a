namespace Microsoft.ML.Data;

// Values of columns as bytes.
internal abstract class ValueCodec
{
    public static ValueCodec For(DataViewType type) => type switch
    {
        VectorDataViewType vector => Make(typeof(VectorCodec<>), vector.ItemType, For(vector.ItemType)),
        TextDataViewType => new TextCodec(),
        _ => Make(typeof(PlainCodec<>), type),
    };

    public abstract void WriteAnnotation(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation);

    public abstract void ReadAnnotation(BinaryReader reader, DataViewSchema.Annotations.Builder annotations, string name, DataViewType type);

    private static ValueCodec Make(Type kind, DataViewType itemType, params object[] arguments)
        => (ValueCodec)Activator.CreateInstance(kind.MakeGenericType(itemType.RawType), arguments)!;
}

internal abstract class ValueCodec<T> : ValueCodec
{
    public abstract void Write(BinaryWriter writer, ReadOnlySpan<T> values);

    public abstract void Read(BinaryReader reader, Span<T> values);

    public sealed override void WriteAnnotation(
        BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        T value = default!;
        annotations.GetGetter<T>(annotation)(ref value);
        Write(writer, [value]);
    }

    public sealed override void ReadAnnotation(
        BinaryReader reader, DataViewSchema.Annotations.Builder annotations, string name, DataViewType type)
    {
        var value = new T[1];
        Read(reader, value);
        annotations.Add(name, type, (ref T destination) => destination = Clone(value[0]));
    }

    // So that whoever has the copy may write into it.
    public virtual T Clone(T value) => value;
}
