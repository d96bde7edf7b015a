using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>Columns that need not be there.</summary>
internal static class OptionalColumn
{
    /// <summary>A getter of the column's value, or of <paramref name="absent"/> where there is no such column.</summary>
    public static ValueGetter<T> Getter<T>(DataViewRow row, string? name, T absent)
    {
        if (name is null || row.Schema.GetColumnOrNull(name) is not { } column)
            return (ref T value) => value = absent;
        return row.GetGetter<T>(column);
    }

    /// <summary>A getter of a scalar key, or of 0 where there is no such column; keys beyond the column's number of keys throw.</summary>
    public static ValueGetter<uint> KeyGetter(DataViewRow row, string? name)
    {
        if (name is null || row.Schema.GetColumnOrNull(name) is not { } column)
            return (ref uint value) => value = 0;
        ValueGetter<uint> getter = row.GetGetter<uint>(column);
        ulong keyCount = KeyColumns.KeyTypeOf(column).Count;
        return (ref uint value) =>
        {
            getter(ref value);
            KeyRange.Check(value, keyCount, name, row);
        };
    }

    /// <summary>Those of the named columns that are there.</summary>
    public static IEnumerable<DataViewSchema.Column> Present(DataViewSchema schema, params string?[] names) =>
        names.Where(name => name is not null && schema.GetColumnOrNull(name) is not null).Select(name => schema[name!]);
}
