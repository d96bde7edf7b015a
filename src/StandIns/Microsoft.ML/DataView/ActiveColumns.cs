using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static class ActiveColumns
{
    // Which columns of a schema are among the needed ones.
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        Contracts.CheckValue(columnsNeeded, nameof(columnsNeeded));
        var active = new bool[schema.Count];
        foreach (var column in columnsNeeded)
        {
            Contracts.Check(column.Index < active.Length, $"Column '{column.Name}' is not part of the schema.");
            active[column.Index] = true;
        }
        return active;
    }

    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue)}.");
}
