using System.Numerics;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal class ScalarMember<TRow, T>(MemberInfo member) : RowMember<TRow>
{
    public override Delegate CreateGetter(Func<TRow> current)
    {
        var read = CompileRead<T>(member);
        return Adapt(() => read(current()));
    }

    public override Action<TRow> CreateSetter(DataViewRow input, DataViewSchema.Column column)
    {
        var get = input.GetGetter<T>(column);
        var write = CompileWrite<T>(member);
        T value = default!;
        return row =>
        {
            get(ref value);
            write(row, value);
        };
    }

    protected virtual ValueGetter<T> Adapt(Func<T> read) => (ref T value) => value = read();
}

// A key member counts from zero, though only where it is read: this is how ML.NET has it.
internal sealed class KeyMember<TRow, T>(MemberInfo member, ulong count) : ScalarMember<TRow, T>(member)
    where T : struct, IBinaryInteger<T>
{
    protected override ValueGetter<T> Adapt(Func<T> read)
    {
        Contracts.Check(typeof(T) != typeof(ushort), "A scalar key member cannot be a UInt16.");
        return (ref T value) =>
        {
            var index = read();
            value = ulong.CreateTruncating(index) < count ? index + T.One : T.Zero;
        };
    }
}

internal sealed class TextMember<TRow>(MemberInfo member) : RowMember<TRow>
{
    public override Delegate CreateGetter(Func<TRow> current)
    {
        var read = CompileRead<string?>(member);
        return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = read(current()).AsMemory());
    }

    public override Action<TRow> CreateSetter(DataViewRow input, DataViewSchema.Column column)
    {
        var get = input.GetGetter<ReadOnlyMemory<char>>(column);
        var write = CompileWrite<string>(member);
        ReadOnlyMemory<char> value = default;
        return row =>
        {
            get(ref value);
            write(row, value.ToString());
        };
    }
}
