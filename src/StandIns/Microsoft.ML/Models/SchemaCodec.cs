using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Schemas with their hidden columns and annotations, except what has a type that is not one of ML.NET's own.
internal static class SchemaCodec
{
    public static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        var columns = schema.Where(static column => TypeCodec.CanWrite(column.Type)).ToArray();
        writer.Write(columns.Length);
        foreach (var column in columns)
            WriteColumn(writer, column);
    }

    public static DataViewSchema Read(BinaryReader reader)
    {
        var schema = new DataViewSchema.Builder();
        for (var remaining = reader.ReadInt32(); remaining > 0; remaining--)
        {
            var column = ReadColumn(reader);
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        }
        return schema.ToSchema();
    }

    public static void WriteColumn(BinaryWriter writer, DataViewSchema.Column column)
    {
        writer.Write(column.Name);
        TypeCodec.Write(writer, column.Type);
        var annotations = column.Annotations.Schema.Where(static annotation => TypeCodec.CanWrite(annotation.Type)).ToArray();
        writer.Write(annotations.Length);
        foreach (var annotation in annotations)
        {
            writer.Write(annotation.Name);
            TypeCodec.Write(writer, annotation.Type);
            ValueCodec.For(annotation.Type).WriteAnnotation(writer, column.Annotations, annotation);
        }
    }

    public static DataViewSchema.DetachedColumn ReadColumn(BinaryReader reader)
    {
        var name = reader.ReadString();
        var type = TypeCodec.Read(reader);
        var annotations = new DataViewSchema.Annotations.Builder();
        for (var remaining = reader.ReadInt32(); remaining > 0; remaining--)
        {
            var kind = reader.ReadString();
            var annotationType = TypeCodec.Read(reader);
            ValueCodec.For(annotationType).ReadAnnotation(reader, annotations, kind, annotationType);
        }
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }
}
