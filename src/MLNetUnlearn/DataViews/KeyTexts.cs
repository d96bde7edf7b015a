using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// The values behind the keys of a key column (scalar or vector) as invariant text, and back. They come from the KeyValues annotation,
/// text or not; keys of a column without that annotation go by their number ("1", "2", ...).
/// </summary>
internal sealed class KeyTexts
{
    private readonly string[]? _texts;
    private Dictionary<string, uint>? _keys;

    private KeyTexts(ulong count, Type? valueType, string[]? texts)
    {
        Count = count;
        ValueType = valueType;
        _texts = texts;
    }

    /// <summary>Whether the column says what its keys stand for.</summary>
    public bool HasValues => _texts is not null;

    /// <summary>The raw type of the values behind the keys, or null when there are none.</summary>
    public Type? ValueType { get; }

    /// <summary>The texts of keys 1, 2, ..., or null when there are none.</summary>
    public IReadOnlyList<string>? Values => _texts;

    /// <summary>The number of keys; keys run from 1 to this number.</summary>
    public ulong Count { get; }

    /// <summary>Reads the vocabulary of a key column.</summary>
    public static KeyTexts Of(DataViewSchema.Column column)
    {
        ulong count = KeyColumns.KeyTypeOf(column).Count;
        DataViewSchema.Column? annotation = column.Annotations.Schema.GetColumnOrNull(KeyColumns.KeyValues);
        return annotation?.Type is VectorDataViewType type && (ulong)type.Size == count
            ? new KeyTexts(count, type.ItemType.RawType, RawTypes.Accept(type.ItemType.RawType, new Reader(column.Annotations)))
            : new KeyTexts(count, null, null);
    }

    /// <summary>The text of a key; empty for a missing key (0) and for keys out of range.</summary>
    public string TextOf(ulong key)
    {
        if (key == 0 || key > Count)
            return "";
        return _texts is null ? key.ToString(CultureInfo.InvariantCulture) : _texts[key - 1];
    }

    /// <summary>The key of a text, or 0 when no key has it. When several keys have it, the first.</summary>
    public uint KeyOf(string text)
    {
        if (_texts is null)
            return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint key) && key <= Count ? key : 0;
        return (_keys ??= KeysOf(_texts)).GetValueOrDefault(text);
    }

    // Complete before anybody sees it: several threads may ask first.
    private static Dictionary<string, uint> KeysOf(string[] texts)
    {
        var keys = new Dictionary<string, uint>(texts.Length, StringComparer.Ordinal);
        for (int i = 0; i < texts.Length; i++)
            keys.TryAdd(texts[i], (uint)i + 1);
        return keys;
    }

    private sealed class Reader(DataViewSchema.Annotations annotations) : IRawTypeVisitor<string[]>
    {
        public string[] Visit<T>() where T : notnull
        {
            VBuffer<T> values = default;
            annotations.GetValue(KeyColumns.KeyValues, ref values);
            var dense = new T[values.Length];
            values.CopyTo(dense);
            return Array.ConvertAll(dense, InvariantText.Of);
        }
    }
}
