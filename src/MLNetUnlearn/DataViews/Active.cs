using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>Checks on the columns that a caller names when it opens a cursor or asks for a value.</summary>
internal static class Active
{
    /// <summary>One flag per column of <paramref name="schema"/>: whether it is among <paramref name="columns"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is not of this schema.</exception>
    public static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            CheckOf(schema, column);
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>Throws when the column is not of the schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is not of this schema.</exception>
    public static void CheckOf(DataViewSchema schema, DataViewSchema.Column column)
    {
        if (column.Index >= schema.Count || schema[column.Index].Name != column.Name)
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' (index {column.Index}) is not of this schema.");
    }

    /// <summary>A getter as the caller wants it.</summary>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' has values of type {column.Type.RawType}, not {typeof(TValue)}.");

    /// <summary>Throws when the column is not active.</summary>
    /// <exception cref="InvalidOperationException">The column is not active.</exception>
    public static void Check(bool isActive, DataViewSchema.Column column)
    {
        if (!isActive)
            throw new InvalidOperationException($"Column '{column.Name}' is not active: name it when you open the cursor.");
    }
}
