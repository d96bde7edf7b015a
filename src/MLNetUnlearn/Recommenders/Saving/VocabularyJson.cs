using System.Text.Json;
using System.Text;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>The entry <c>vocabulary.json</c>: how many items there are, and what each key stands for.</summary>
/// <param name="Count">|V|.</param>
/// <param name="Type">
/// The raw type of the values, such as <c>String</c> or <c>Int32</c>; null where keys stand for nothing but themselves.
/// </param>
/// <param name="Values">The values of keys 1 to |V| as invariant text; null as above.</param>
internal sealed record VocabularyJson(int Count, string? Type, IReadOnlyList<string>? Values)
{
    public const string EntryName = "vocabulary.json";

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a vocabulary.</summary>
    /// <exception cref="InvalidOperationException">
    /// An item's text is no valid Unicode, or items have values of a type that cannot be saved.
    /// </exception>
    public static void Write(Stream stream, Vocabulary vocabulary)
    {
        var rawType = vocabulary.Texts.ValueType;
        var type = rawType is null ? null : RawTypes.NameOf(rawType);
        if (rawType is not null && !KeyValueTypes.Has(rawType))
            throw new InvalidOperationException($"The items cannot be saved: their values are of type {type}.");
        foreach (var value in vocabulary.Texts.Values ?? [])
            CheckText(value);
        JsonSerializer.Serialize(stream, new VocabularyJson(vocabulary.Count, type, vocabulary.Texts.Values));
    }

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="json">The entry.</param>
    /// <param name="most">How many items there can be: every item has weights.</param>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Vocabulary Read(byte[] json, long most)
    {
        CheckLength(json, most);
        var read = OptionsJson.Read<VocabularyJson>(json);
        if (read.Count < 1)
            throw new FormatException($"Its vocabulary has {read.Count} items; it must have at least 1.");
        if ((read.Type is null) != (read.Values is null))
            throw new FormatException("Its vocabulary has a type without values, or values without a type.");
        if (read.Values is not null && read.Values.Count != read.Count)
            throw new FormatException($"Its vocabulary has {read.Count} items but {read.Values.Count} values.");
        var annotations = new DataViewSchema.Annotations.Builder();
        if (read.Values is not null)
            KeyValueTypes.Accept(read.Type!, new Parser([.. read.Values], annotations));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Item", new KeyDataViewType(typeof(uint), read.Count), annotations.ToAnnotations());
        return Vocabulary.Of(builder.ToSchema()[0]);
    }

    // Counted before they are made: a short text takes many times its bytes in memory.
    private static void CheckLength(byte[] json, long most)
    {
        var reader = new Utf8JsonReader(json);
        var texts = 0L;
        while (reader.Read())
            texts += reader.TokenType == JsonTokenType.String ? 1 : 0;
        if (texts > most + 1) // and the type
            throw new FormatException($"Its vocabulary has {texts} texts, but there are only {most} weights.");
    }

    private static void CheckText(string value)
    {
        try
        {
            _strict.GetByteCount(value);
        }
        catch (EncoderFallbackException exception)
        {
            throw new InvalidOperationException($"Item '{value}' cannot be saved: its text is no valid Unicode.", exception);
        }
    }

    private sealed class Parser(string[] texts, DataViewSchema.Annotations.Builder annotations) : IKeyValueVisitor<bool>
    {
        public bool Visit<T>(PrimitiveDataViewType type, Func<string, T> parse) where T : notnull
        {
            var values = Array.ConvertAll(
                texts, text => parse(text ?? throw new FormatException("Its vocabulary has a null among its values.")));
            annotations.Add(KeyColumns.KeyValues, new VectorDataViewType(type, values.Length),
                (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => VectorGetters.Write<T>(values, ref value)));
            return true;
        }
    }
}
