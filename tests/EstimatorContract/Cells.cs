using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EstimatorContract;

/// <summary>Values of data views as text, so that a test can say in one line what a row holds.</summary>
public static class Cells
{
    /// <summary>
    /// One text per row: the named columns (all visible ones by default) separated by " | ". Vectors are separated by blanks; keys appear
    /// as the value that KeyValues gives them, or as their number; a missing key is "-".
    /// </summary>
    public static string[] Rows(IDataView view, params string[] columns)
    {
        var read = columns.Length > 0
            ? columns.Select(name => view.Schema[name]).ToList()
            : view.Schema.Where(column => !column.IsHidden).ToList();
        using var cursor = view.GetRowCursor(read);
        var cells = read.ConvertAll(column => Reader(cursor, column));
        List<string> rows = [];
        while (cursor.MoveNext())
            rows.Add(string.Join(" | ", cells.Select(cell => cell())));
        return rows.ToArray();
    }

    /// <summary>Reads a column of the current row as text.</summary>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        var items = column.Type is VectorDataViewType
            ? Call<Func<string[]>>(nameof(Vector), ItemType(column.Type), row, column, KeyTexts(column))
            : Call<Func<string[]>>(nameof(Scalar), ItemType(column.Type), row, column, KeyTexts(column));
        return () => string.Join(" ", items());
    }

    /// <summary>Reads a column of the current row as text that is another one for other values: keys are numbers, items are quoted.</summary>
    public static Func<string> ExactReader(DataViewRow row, DataViewSchema.Column column)
    {
        var method = column.Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar);
        var items = Call<Func<string[]>>(method, ItemType(column.Type), row, column, null);
        return () => string.Join(" ", items().Select(item => $"'{item}'"));
    }

    /// <summary>The items of an annotation, or its only value, as text.</summary>
    public static string[] Annotation(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        var method = annotation.Type is VectorDataViewType ? nameof(VectorAnnotation) : nameof(ScalarAnnotation);
        return Call<string[]>(method, ItemType(annotation.Type), annotations, annotation);
    }

    private static Type ItemType(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType.RawType : type.RawType;

    private static TResult Call<TResult>(string method, Type itemType, params object?[] arguments) =>
        (TResult)typeof(Cells).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(itemType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static Func<string[]> Scalar<T>(DataViewRow row, DataViewSchema.Column column, string[]? keys)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return [Text(value, keys)];
        };
    }

    private static Func<string[]> Vector<T>(DataViewRow row, DataViewSchema.Column column, string[]? keys)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default; // one buffer for all rows, as ML.NET's own consumers do
        return () =>
        {
            getter(ref value);
            return value.DenseValues().Select(item => Text(item, keys)).ToArray();
        };
    }

    private static string[] ScalarAnnotation<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        T value = default!;
        annotations.GetGetter<T>(annotation)(ref value);
        return [Text(value, null)];
    }

    private static string[] VectorAnnotation<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        VBuffer<T> values = default;
        annotations.GetGetter<VBuffer<T>>(annotation)(ref values);
        return values.DenseValues().Select(value => Text(value, null)).ToArray();
    }

    // The texts that keys stand for, the missing one first; null for a column without keys, and numbers where nothing is said.
    private static string[]? KeyTexts(DataViewSchema.Column column)
    {
        if ((column.Type is VectorDataViewType vector ? vector.ItemType : column.Type) is not KeyDataViewType)
            return null;
        return column.Annotations.Schema.GetColumnOrNull("KeyValues") is { } values ? ["-", .. Annotation(column.Annotations, values)] : ["-"];
    }

    private static string Text<T>(T value, string[]? keys)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return keys is null || text != "0" && keys.Length == 1 ? text : keys[int.Parse(text, CultureInfo.InvariantCulture)];
    }
}
