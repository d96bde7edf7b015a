using System.Reflection;

namespace Microsoft.ML.Data;

// Vector members take whatever the getter wrote; keys in them are raw, counted from one.
internal sealed class VBufferMember<TRow, T>(MemberInfo member) : RowMember<TRow>
{
    public override Delegate CreateGetter(Func<TRow> current)
    {
        var read = CompileRead<VBuffer<T>>(member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => read(current()).CopyTo(ref value));
    }

    public override Action<TRow> CreateSetter(DataViewRow input, DataViewSchema.Column column)
    {
        var get = input.GetGetter<VBuffer<T>>(column);
        var read = CompileRead<VBuffer<T>>(member);
        var write = CompileWrite<VBuffer<T>>(member);
        return row =>
        {
            // Into the row's own arrays, so that rows do not share any.
            var value = read(row);
            get(ref value);
            write(row, value);
        };
    }
}

internal sealed class ArrayMember<TRow, T>(MemberInfo member) : RowMember<TRow>
{
    public override Delegate CreateGetter(Func<TRow> current)
    {
        var read = CompileRead<T[]?>(member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var array = read(current());
            VBuffer<T>.Copy(array, 0, ref value, array?.Length ?? 0);
        });
    }

    public override Action<TRow> CreateSetter(DataViewRow input, DataViewSchema.Column column)
    {
        var get = input.GetGetter<VBuffer<T>>(column);
        var read = CompileRead<T[]?>(member);
        var write = CompileWrite<T[]>(member);
        VBuffer<T> value = default;
        return row =>
        {
            get(ref value);
            var array = read(row);
            if (array?.Length != value.Length || !value.IsDense)
                array = new T[value.Length];
            value.CopyTo(array);
            write(row, array);
        };
    }
}

internal sealed class TextArrayMember<TRow>(MemberInfo member) : RowMember<TRow>
{
    public override Delegate CreateGetter(Func<TRow> current)
    {
        var read = CompileRead<string?[]?>(member);
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var array = read(current()) ?? [];
            var editor = VBufferEditor.Create(ref value, array.Length);
            for (var i = 0; i < array.Length; i++)
                editor.Values[i] = array[i].AsMemory();
            value = editor.Commit();
        });
    }

    public override Action<TRow> CreateSetter(DataViewRow input, DataViewSchema.Column column)
    {
        var get = input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        var read = CompileRead<string[]?>(member);
        var write = CompileWrite<string[]>(member);
        VBuffer<ReadOnlyMemory<char>> value = default;
        return row =>
        {
            get(ref value);
            var array = read(row);
            if (array?.Length != value.Length)
                array = new string[value.Length];
            foreach (var (slot, text) in value.Items(all: true))
                array[slot] = text.ToString();
            write(row, array);
        };
    }
}
