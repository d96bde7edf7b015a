using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.SchemaShape.Column;

namespace MLNetUnlearn.DataViews;

/// <summary>Conversions between <see cref="DataViewSchema"/> and <see cref="SchemaShape"/> through ML.NET's public API.</summary>
internal static class SchemaShapes
{
    /// <summary>The shape of a schema: names, vector kinds, item types, keys and annotations of its visible columns.</summary>
    public static SchemaShape Of(DataViewSchema schema) =>
        // A shape's columns cannot be built from outside. A loader estimator with an empty chain returns its loader's shape unchanged.
        new SchemaOnlyLoader(schema).Append(new EstimatorChain<ITransformer>()).GetOutputSchema();

    /// <summary>A schema of unattached columns.</summary>
    public static DataViewSchema SchemaOf(IEnumerable<DataViewSchema.DetachedColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns);
        return builder.ToSchema();
    }

    /// <summary>
    /// A schema that has the shape of the named columns of <paramref name="shape"/>; names that it lacks are left out. What a shape does
    /// not know (key counts, vector sizes) is 1, and of the annotations only KeyValues is there: its getter has no value.
    /// </summary>
    public static DataViewSchema Sample(SchemaShape shape, IEnumerable<string> names)
    {
        HashSet<string> wanted = names.ToHashSet();
        var builder = new DataViewSchema.Builder();
        foreach (SchemaShape.Column column in shape.Where(column => wanted.Contains(column.Name)))
            builder.AddColumn(column.Name, TypeOf(column), KeyValuesOf(column));
        return builder.ToSchema();
    }

    private static DataViewType TypeOf(SchemaShape.Column column)
    {
        DataViewType item = column.IsKey ? new KeyDataViewType(column.ItemType.RawType, 1) : column.ItemType;
        return column.Kind == VectorKind.Scalar ? item
            : new VectorDataViewType((PrimitiveDataViewType)item, column.Kind == VectorKind.Vector ? 1 : 0);
    }

    private static DataViewSchema.Annotations? KeyValuesOf(SchemaShape.Column column)
    {
        foreach (SchemaShape.Column annotation in column.Annotations)
        {
            if (annotation.Name != KeyColumns.KeyValues)
                continue;
            var builder = new DataViewSchema.Annotations.Builder();
            DataViewType type = TypeOf(annotation);
            builder.Add(annotation.Name, type, RawTypes.Accept(annotation.ItemType.RawType, new EmptyGetter(type is VectorDataViewType)));
            return builder.ToAnnotations();
        }

        return null;
    }

    private sealed class EmptyGetter(bool isVector) : IRawTypeVisitor<Delegate>
    {
        public Delegate Visit<T>() where T : notnull => isVector
            ? (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => value = default)
            : (ValueGetter<T>)((ref T value) => value = default!);
    }
}
