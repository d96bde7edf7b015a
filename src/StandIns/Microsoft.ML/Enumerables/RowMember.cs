using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static class RowMember
{
    public static Type ValueTypeOf(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    // The standard type of a member's values, be they in a vector or not.
    public static PrimitiveDataViewType ItemTypeOf(MemberInfo member, out bool isVector)
    {
        var type = ValueTypeOf(member);
        isVector = type.IsArray || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        var itemType = !isVector ? type : type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        return DataViewTypeExtensions.StandardTypeOf(itemType)
            ?? throw new ArgumentOutOfRangeException(nameof(member), $"Member '{member.Name}' is of type {type}, which no column has.");
    }

    // Whether a column of that type can hold the member's values.
    public static bool Fits(MemberInfo member, DataViewType type)
        => ItemTypeOf(member, out var isVector).RawType == type.GetItemType().RawType && isVector == type is VectorDataViewType;
}

// A member of a row class as the source and the target of a column's values.
internal abstract class RowMember<TRow>
{
    public abstract Delegate CreateGetter(Func<TRow> current);

    public abstract Action<TRow> CreateSetter(DataViewRow input, DataViewSchema.Column column);

    public static RowMember<TRow> Create(MemberInfo member, DataViewType type)
    {
        var valueType = RowMember.ValueTypeOf(member);
        var rawType = type.GetItemType().RawType;
        return type switch
        {
            VectorDataViewType when valueType == typeof(string[]) => Make(typeof(TextArrayMember<>), [], member),
            VectorDataViewType when valueType.IsArray => Make(typeof(ArrayMember<,>), [rawType], member),
            VectorDataViewType => Make(typeof(VBufferMember<,>), [rawType], member),
            KeyDataViewType key => Make(typeof(KeyMember<,>), [rawType], member, key.Count),
            TextDataViewType when valueType == typeof(string) => Make(typeof(TextMember<>), [], member),
            _ => Make(typeof(ScalarMember<,>), [rawType], member),
        };
    }

    protected static Func<TRow, TValue> CompileRead<TValue>(MemberInfo member)
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, member), row).Compile();
    }

    protected static Action<TRow, TValue> CompileWrite<TValue>(MemberInfo member)
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TValue));
        var assignment = Expression.Assign(Expression.MakeMemberAccess(row, member), value);
        return Expression.Lambda<Action<TRow, TValue>>(assignment, row, value).Compile();
    }

    private static RowMember<TRow> Make(Type kind, Type[] valueTypes, params object[] arguments)
        => (RowMember<TRow>)Activator.CreateInstance(kind.MakeGenericType([typeof(TRow), .. valueTypes]), arguments)!;
}
