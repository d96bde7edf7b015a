using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// The columns of a row that is an object; those that are not active have no getter.
internal sealed class ObjectColumns<TRow>(DataViewSchema schema, Delegate?[] getters)
{
    public DataViewSchema Schema => schema;

    public bool IsActive(DataViewSchema.Column column)
    {
        Contracts.Check(column.Index < getters.Length, $"There is no column {column.Index}.");
        return getters[column.Index] is not null;
    }

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.CheckParam(IsActive(column), nameof(column), $"Column '{column.Name}' is not active.");
        return ActiveColumns.Cast<TValue>(getters[column.Index]!, column);
    }
}
