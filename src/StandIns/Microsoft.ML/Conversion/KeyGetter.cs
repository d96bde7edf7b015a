using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

// Getters of the keys that a column's values have.
internal static class KeyGetter
{
    public static Delegate Create<T>(DataViewRow input, DataViewSchema.Column column, KeyVocabulary<T> vocabulary)
        => column.Type is VectorDataViewType vector
            ? ForVectors(input, column, vector.Size, vocabulary)
            : ForScalars(input, column, vocabulary);

    private static ValueGetter<uint> ForScalars<T>(DataViewRow input, DataViewSchema.Column column, KeyVocabulary<T> vocabulary)
    {
        var get = input.GetGetter<T>(column);
        T value = default!;
        return (ref uint key) =>
        {
            get(ref value);
            key = vocabulary.KeyOf(value);
        };
    }

    private static ValueGetter<VBuffer<uint>> ForVectors<T>(DataViewRow input, DataViewSchema.Column column, int size,
        KeyVocabulary<T> vocabulary)
    {
        var get = input.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        var keys = Array.Empty<uint>();
        return (ref VBuffer<uint> destination) =>
        {
            get(ref values);
            if (size != 0 && values.Length != size)
                throw new InvalidOperationException($"A vector of column '{column.Name}' has {values.Length} values instead of {size}.");
            if (keys.Length < values.Length)
                keys = new uint[values.Length];
            keys.AsSpan(0, values.Length).Fill(values.IsDense ? 0 : vocabulary.KeyOf(default!));
            foreach (var (slot, value) in values.Items())
                keys[slot] = vocabulary.KeyOf(value);
            Store(keys.AsSpan(0, values.Length), ref destination);
        };
    }

    // Sparse when fewer than half of the keys are there. Readers have to cope with both, so both must occur as they do in ML.NET.
    private static void Store(ReadOnlySpan<uint> keys, ref VBuffer<uint> destination)
    {
        var count = keys.Length - keys.Count(0u);
        if (count > 0 && count >= keys.Length / 2)
            count = keys.Length;
        var editor = VBufferEditor.Create(ref destination, keys.Length, count);
        if (count == keys.Length)
        {
            keys.CopyTo(editor.Values);
        }
        else
        {
            for (int slot = 0, next = 0; slot < keys.Length; slot++)
            {
                if (keys[slot] == 0)
                    continue;
                editor.Indices[next] = slot;
                editor.Values[next++] = keys[slot];
            }
        }
        destination = editor.Commit();
    }
}
