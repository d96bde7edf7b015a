using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Recommenders.Data;

/// <summary>The items that a model knows: keys 1 to |V| and, where the data has them, the values behind the keys.</summary>
internal sealed class Vocabulary
{
    private readonly DataViewSchema.Column _column;
    private readonly KeyTexts _texts;

    private Vocabulary(DataViewSchema.Column column)
    {
        _column = column;
        _texts = KeyTexts.Of(column);
    }

    /// <summary>|V|.</summary>
    public int Count => checked((int)_texts.Count);

    /// <summary>What each key stands for, and the keys of texts.</summary>
    public KeyTexts Texts => _texts;

    /// <summary>The column that the vocabulary was read from: its type and KeyValues.</summary>
    public DataViewSchema.Column Column => _column;

    /// <summary>The vocabulary of a key column, scalar or vector.</summary>
    public static Vocabulary Of(DataViewSchema.Column column) => new(column);

    /// <summary>The type of what keys stand for; <see cref="uint"/> where they stand for nothing but themselves.</summary>
    public Type ValueType => _texts.ValueType ?? typeof(uint);

    /// <summary>What keys 1, 2, ... stand for.</summary>
    /// <typeparam name="T"><see cref="ValueType"/>, or <see cref="string"/> for invariant texts.</typeparam>
    public T[] Values<T>() where T : notnull
    {
        if (typeof(T) == typeof(string))
            return [.. Enumerable.Range(1, Count).Select(key => (T)(object)_texts.TextOf((ulong)key))];
        if (!_texts.HasValues)
            return [.. Enumerable.Range(1, Count).Select(key => (T)(object)(uint)key)];
        VBuffer<T> values = default;
        _column.Annotations.GetValue(KeyColumns.KeyValues, ref values);
        return values.DenseValues().ToArray();
    }

    /// <summary>A key vector column over these items.</summary>
    public DataViewSchema.DetachedColumn Vector(string name, int size) => KeyColumns.Vector(name, _column, size);

    /// <summary>Throws when a column codes its items in another way: the same key would mean another item.</summary>
    /// <exception cref="InvalidOperationException">The number of items, or the value behind a key, differs.</exception>
    public void CheckSame(DataViewSchema.Column other, string step)
    {
        var texts = KeyTexts.Of(other);
        if (texts.Count != _texts.Count)
        {
            throw new InvalidOperationException(
                $"Column '{other.Name}' has keys for {texts.Count} items, but {step} was trained on {_texts.Count}. " +
                "Map the items with the same fitted Conversion.MapValueToKey.");
        }
        if (!texts.HasValues || !_texts.HasValues)
            return;
        for (var key = 1UL; key <= texts.Count; key++)
        {
            if (texts.TextOf(key) == _texts.TextOf(key))
                continue;
            throw new InvalidOperationException(
                $"In column '{other.Name}' key {key} is item '{texts.TextOf(key)}', but {step} was trained with '{_texts.TextOf(key)}' there. " +
                "Map the items with the same fitted Conversion.MapValueToKey.");
        }
    }
}
