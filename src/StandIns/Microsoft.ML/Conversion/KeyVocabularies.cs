using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

internal sealed class TextKeyVocabulary() : KeyVocabulary<ReadOnlyMemory<char>>(TextDataViewType.Instance)
{
    private readonly Dictionary<string, uint> _keys = new(StringComparer.Ordinal);

    public override uint KeyOf(ReadOnlyMemory<char> value)
        => _keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value.Span, out var key) ? key : 0;

    public override void Sort()
    {
        _keys.Clear();
        Sort(static (left, right) => left.Span.CompareTo(right.Span, StringComparison.Ordinal));
    }

    protected override bool TryAssignKey(ReadOnlyMemory<char> value, uint key, out ReadOnlyMemory<char> kept)
    {
        kept = default;
        if (value.IsEmpty || KeyOf(value) != 0)
            return false;

        // A copy, lest the whole line that the text was read from stays in memory.
        var text = value.ToString();
        _keys.Add(text, key);
        kept = text.AsMemory();
        return true;
    }
}

internal sealed class ValueKeyVocabulary<T>(PrimitiveDataViewType itemType) : KeyVocabulary<T>(itemType)
    where T : notnull
{
    private readonly Dictionary<T, uint> _keys = [];

    public override uint KeyOf(T value) => _keys.TryGetValue(value, out var key) ? key : 0;

    public override void Sort()
    {
        // Text may be missing altogether, but ML.NET cannot sort no other values at all.
        Contracts.CheckValue(Count > 0 ? this : null, "array");
        _keys.Clear();
        Sort(Comparer<T>.Default.Compare);
    }

    protected override bool TryAssignKey(T value, uint key, out T kept)
    {
        kept = value;
        return !IsMissing(value) && _keys.TryAdd(value, key);
    }

    private bool IsMissing(T value) => value switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => ItemType is KeyDataViewType && EqualityComparer<T>.Default.Equals(value, default),
    };
}
