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
    private Lookup? _lookup;

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

    /// <summary>The key of a text, or 0 when no key has it. When several keys have it, the first; each key has one text.</summary>
    public uint KeyOf(string text)
    {
        if (_texts is null)
            return IsNumber(text) && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint key) && key <= Count ? key : 0;
        return (_lookup ??= new Lookup(_texts)).First.GetValueOrDefault(text);
    }

    /// <summary>The next key with the same text as this one, which <see cref="KeyOf"/> or this gave; 0 when there is none.</summary>
    public uint NextOf(uint key) => _lookup?.Next?.GetValueOrDefault(key) ?? 0;

    // "7" and not "007", nor "7" with a null behind it, which is read as 7 too.
    private static bool IsNumber(string text) => text.Length > 0 && text[0] != '0' && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    // Complete before anybody sees it: several threads may ask first.
    private sealed class Lookup
    {
        public Lookup(string[] texts)
        {
            First = new Dictionary<string, uint>(texts.Length, StringComparer.Ordinal);
            for (int i = texts.Length; i > 0; i--)
            {
                if (!First.TryAdd(texts[i - 1], (uint)i))
                {
                    (Next ??= [])[(uint)i] = First[texts[i - 1]];
                    First[texts[i - 1]] = (uint)i;
                }
            }
        }

        public Dictionary<string, uint> First { get; }

        /// <summary>Of keys that share their text, the next one; null where none do.</summary>
        public Dictionary<uint, uint>? Next { get; }
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
