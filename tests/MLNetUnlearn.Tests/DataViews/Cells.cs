using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Tests.DataViews;

/// <summary>Values of data views as text, so that a test can say in one line what a row holds.</summary>
internal static class Cells
{
    /// <summary>
    /// One text per row: the named columns (all visible ones by default) separated by " | ". Vectors are separated by blanks; keys appear
    /// as
    /// the value that KeyValues gives them, or as their number; a missing key is "-".
    /// </summary>
    public static string[] Rows(IDataView view, params string[] columns)
    {
        List<DataViewSchema.Column> read = columns.Length > 0
            ? columns.Select(name => view.Schema[name]).ToList()
            : view.Schema.Where(column => !column.IsHidden).ToList();
        using DataViewRowCursor cursor = view.GetRowCursor(read);
        List<Func<string>> cells = read.ConvertAll(column => Reader(cursor, column));
        List<string> rows = [];
        while (cursor.MoveNext())
            rows.Add(string.Join(" | ", cells.Select(cell => cell())));
        return rows.ToArray();
    }

    /// <summary>Reads a column of the current row as text.</summary>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { ItemType: KeyDataViewType } => Vector<uint>(row, column, KeyText(column)),
        VectorDataViewType { ItemType: var item } when item.RawType == typeof(long) => Vector<long>(row, column, Invariant),
        VectorDataViewType { ItemType: var item } when item.RawType == typeof(float) => Vector<float>(row, column, Invariant),
        VectorDataViewType { ItemType: TextDataViewType } => Vector<ReadOnlyMemory<char>>(row, column, text => text.ToString()),
        KeyDataViewType key when key.RawType == typeof(uint) => Scalar<uint>(row, column, KeyText(column)),
        KeyDataViewType key when key.RawType == typeof(byte) => Scalar<byte>(row, column, Invariant),
        TextDataViewType => Scalar<ReadOnlyMemory<char>>(row, column, text => text.ToString()),
        BooleanDataViewType => Scalar<bool>(row, column, Invariant),
        DateTimeDataViewType => Scalar<DateTime>(row, column, Invariant),
        _ when column.Type.RawType == typeof(int) => Scalar<int>(row, column, Invariant),
        _ when column.Type.RawType == typeof(long) => Scalar<long>(row, column, Invariant),
        _ when column.Type.RawType == typeof(ulong) => Scalar<ulong>(row, column, Invariant),
        _ when column.Type.RawType == typeof(short) => Scalar<short>(row, column, Invariant),
        _ when column.Type.RawType == typeof(byte) => Scalar<byte>(row, column, Invariant),
        _ when column.Type.RawType == typeof(float) => Scalar<float>(row, column, Invariant),
        _ => throw new NotSupportedException($"{column.Name}: {column.Type}"),
    };

    private static Func<string> Scalar<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }

    private static Func<string> Vector<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default; // one buffer for all rows, as ML.NET's own consumers do
        return () =>
        {
            getter(ref value);
            return string.Join(" ", value.DenseValues().Select(text));
        };
    }

    private static Func<uint, string> KeyText(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        bool hasTexts = column.HasKeyValues();
        if (hasTexts)
            column.GetKeyValues(ref values);
        string[] texts = values.DenseValues().Select(text => text.ToString()).ToArray();
        return key => key == 0 ? "-" : hasTexts ? texts[key - 1] : Invariant(key);
    }

    private static string Invariant<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
