using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal abstract class ConcatenatedValues
{
    public abstract Delegate CreateGetter(DataViewRow input);
}

// The values of some columns one after the other; sparse unless more than half of them are explicit.
internal sealed class ConcatenatedValues<T>(DataViewSchema.Column[] columns) : ConcatenatedValues
{
    public override Delegate CreateGetter(DataViewRow input)
    {
        var getters = Array.ConvertAll(columns, column => PartGetter(input, column));
        var parts = new VBuffer<T>[columns.Length];
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            int length = 0, count = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                getters[i](ref parts[i]);
                length = checked(length + parts[i].Length);
                count += parts[i].GetValues().Length;
            }
            if (count > length / 2)
                StoreDense(parts, length, ref destination);
            else
                StoreSparse(parts, length, count, ref destination);
        });
    }

    private static ValueGetter<VBuffer<T>> PartGetter(DataViewRow input, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector)
        {
            var getScalar = input.GetGetter<T>(column);
            var value = new T[1];
            return (ref VBuffer<T> part) =>
            {
                getScalar(ref value[0]);
                part = new VBuffer<T>(1, value);
            };
        }
        var get = input.GetGetter<VBuffer<T>>(column);
        return (ref VBuffer<T> part) =>
        {
            get(ref part);
            Contracts.Check(vector.Size == 0 || vector.Size == part.Length,
                $"A vector of column '{column.Name}' has {part.Length} values instead of {vector.Size}.");
        };
    }

    private static void StoreDense(VBuffer<T>[] parts, int length, ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, length);
        var offset = 0;
        foreach (var part in parts)
        {
            part.CopyTo(editor.Values, offset);
            offset += part.Length;
        }
        destination = editor.Commit();
    }

    private static void StoreSparse(VBuffer<T>[] parts, int length, int count, ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, length, count);
        int offset = 0, next = 0;
        foreach (var part in parts)
        {
            foreach (var (slot, value) in part.Items())
            {
                editor.Indices[next] = offset + slot;
                editor.Values[next++] = value;
            }
            offset += part.Length;
        }
        destination = editor.Commit();
    }
}
