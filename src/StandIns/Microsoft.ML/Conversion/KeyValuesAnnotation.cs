using System.Globalization;
using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

// Annotates a column of keys with the values they stand for.
internal static class KeyValuesAnnotation
{
    public static void Add<T>(DataViewSchema.Annotations.Builder annotations, KeyVocabulary<T> vocabulary, DataViewSchema.Column input,
        bool asText)
    {
        // Keys of keys stand for what the inner keys stand for, where that is known.
        if (vocabulary.ItemType is KeyDataViewType inner
            && input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType innerValues
            && (ulong)innerValues.Size == inner.Count)
        {
            typeof(KeyValuesAnnotation).GetMethod(nameof(AddInner), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(typeof(T), innerValues.ItemType.RawType)
                .Invoke(null, [annotations, vocabulary, input, innerValues.ItemType, asText]);
            return;
        }
        AddValues(annotations, vocabulary.Count, vocabulary.ItemType, () => vocabulary.Values, asText);
    }

    private static void AddInner<T, TInner>(DataViewSchema.Annotations.Builder annotations, KeyVocabulary<T> vocabulary,
        DataViewSchema.Column input, PrimitiveDataViewType itemType, bool asText)
        => AddValues<TInner>(annotations, vocabulary.Count, itemType, () =>
        {
            VBuffer<TInner> values = default;
            input.GetKeyValues(ref values);
            return [.. vocabulary.Values.Select(key => values.GetItemOrDefault(Convert.ToInt32(key, CultureInfo.InvariantCulture) - 1))];
        }, asText);

    private static void AddValues<T>(DataViewSchema.Annotations.Builder annotations, int count, PrimitiveDataViewType itemType,
        Func<IReadOnlyList<T>> values, bool asText)
    {
        if (asText && itemType is not TextDataViewType)
            AddVector<ReadOnlyMemory<char>>(annotations, count, TextDataViewType.Instance,
                () => [.. values().Select(value => TextOf(value, itemType).AsMemory())]);
        else
            AddVector(annotations, count, itemType, values);
    }

    private static void AddVector<T>(DataViewSchema.Annotations.Builder annotations, int count, PrimitiveDataViewType itemType,
        Func<IReadOnlyList<T>> values)
        => annotations.Add(AnnotationKinds.KeyValues, new VectorDataViewType(itemType, count), (ref VBuffer<T> destination) =>
        {
            var editor = VBufferEditor.Create(ref destination, count);
            var source = values();
            for (var i = 0; i < count; i++)
                editor.Values[i] = source[i];
            destination = editor.Commit();
        });

    private static string TextOf<T>(T value, PrimitiveDataViewType type) => value switch
    {
        _ when type is KeyDataViewType key => TextOf(Convert.ToUInt64(value, CultureInfo.InvariantCulture), key.Count),
        bool flag => flag ? "1" : "0",
        float number => float.IsNaN(number) ? "?" : number.ToString("R", CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) ? "?" : number.ToString("G17", CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset => string.Format(CultureInfo.InvariantCulture, "{0:o}", value),
        DataViewRowId id => $"0x{id}",
        _ => string.Format(CultureInfo.InvariantCulture, "{0}", value),
    };

    private static string TextOf(ulong key, ulong count)
        => key == 0 || key > count ? "" : (key - 1).ToString(CultureInfo.InvariantCulture);
}
