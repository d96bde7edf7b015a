using MLNetUnlearn.DataViews;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>What a model's keys stand for, in the type of the data, and one value that none stands for.</summary>
/// <typeparam name="T">The type of the items' values; <see cref="uint"/> where keys stand for nothing but themselves.</typeparam>
internal sealed class ItemValues<T> where T : notnull
{
    private readonly KeyTexts _texts;
    private readonly T[] _values;
    private readonly T _missing;

    public ItemValues(Vocabulary vocabulary)
    {
        _texts = vocabulary.Texts;
        _values = vocabulary.Values<T>();
        _missing = Unused(_values);
    }

    /// <summary>The values of keys 1, 2, ...</summary>
    public IReadOnlyList<T> All => _values;

    /// <summary>The value of a key; of key 0, one that is no item's.</summary>
    public T Of(uint key) => key == 0 ? _missing : _values[key - 1];

    /// <summary>The key of a value.</summary>
    /// <exception cref="InvalidOperationException">The model has no such item.</exception>
    public uint KeyOf(T value)
    {
        var text = InvariantText.Of(value);
        var key = _texts.KeyOf(text);
        return key != 0 ? key : throw new InvalidOperationException(
            $"The sequence holds item '{text}', which the model was not trained on. "
            + "Map the items with the same fitted Conversion.MapValueToKey.");
    }

    // Empty text and NaN are missing values to ML.NET; integers have none, so one that is no item's stands in.
    private static T Unused(T[] values)
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return default!;
        if (typeof(T) == typeof(float))
            return (T)(object)float.NaN;
        if (typeof(T) == typeof(double))
            return (T)(object)double.NaN;
        var taken = values.ToHashSet();
        for (var candidate = 0; candidate <= values.Length; candidate++)
        {
            if (TryConvert(candidate, out var value) && !taken.Contains(value))
                return value;
        }
        throw new InvalidOperationException(
            $"Every value of type {RawTypes.NameOf(typeof(T))} is an item, so none is left for a missing one.");
    }

    private static bool TryConvert(int number, out T value)
    {
        try
        {
            value = (T)Convert.ChangeType(number, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            value = default!;
            return false;
        }
    }
}
