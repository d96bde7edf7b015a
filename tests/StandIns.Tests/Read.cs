namespace Microsoft.ML.Tests;

// Reads columns of views through cursors.
internal static class Read
{
    public static T[] Scalars<T>(IDataView view, string name)
    {
        var values = new List<T>();
        using var cursor = view.GetRowCursor([view.Schema[name]]);
        var get = cursor.GetGetter<T>(view.Schema[name]);
        T value = default!;
        while (cursor.MoveNext())
        {
            get(ref value);
            values.Add(value);
        }
        return [.. values];
    }

    public static string[] Texts(IDataView view, string name)
        => Array.ConvertAll(Scalars<ReadOnlyMemory<char>>(view, name), text => text.ToString());

    // Each row in a buffer of its own.
    public static VBuffer<T>[] Vectors<T>(IDataView view, string name)
    {
        var values = new List<VBuffer<T>>();
        using var cursor = view.GetRowCursor([view.Schema[name]]);
        var get = cursor.GetGetter<VBuffer<T>>(view.Schema[name]);
        while (cursor.MoveNext())
        {
            VBuffer<T> value = default;
            get(ref value);
            values.Add(value);
        }
        return [.. values];
    }

    public static T[][] Arrays<T>(IDataView view, string name)
        => Array.ConvertAll(Vectors<T>(view, name), vector => vector.DenseValues().ToArray());

    public static DataViewRowId[] Ids(IDataView view)
    {
        var ids = new List<DataViewRowId>();
        using var cursor = view.GetRowCursor([]);
        var get = cursor.GetIdGetter();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            get(ref id);
            ids.Add(id);
        }
        return [.. ids];
    }

    public static T[] KeyValues<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues()];
    }

    public static string[] KeyTexts(DataViewSchema.Column column)
        => Array.ConvertAll(KeyValues<ReadOnlyMemory<char>>(column), text => text.ToString());

    public static string[] SlotNames(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
