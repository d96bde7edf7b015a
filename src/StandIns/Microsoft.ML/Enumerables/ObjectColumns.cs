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

    public Delegate CreateGetterAfter(DataViewSchema.Column column, Action before)
        => ((IGetterAfter)Activator.CreateInstance(typeof(GetterAfter<>).MakeGenericType(typeof(TRow), column.Type.RawType))!)
            .Create(getters[column.Index]!, before);

    private interface IGetterAfter
    {
        Delegate Create(Delegate getter, Action before);
    }

    private sealed class GetterAfter<TValue> : IGetterAfter
    {
        public Delegate Create(Delegate getter, Action before)
        {
            var get = (ValueGetter<TValue>)getter;
            return (ValueGetter<TValue>)((ref TValue value) =>
            {
                before();
                get(ref value);
            });
        }
    }
}
