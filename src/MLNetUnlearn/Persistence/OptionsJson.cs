using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetUnlearn.Persistence;

/// <summary>Records as JSON: every settable property by its name. Options that a file does not mention have their defaults.</summary>
internal static class OptionsJson
{
    /// <summary>Nothing is read twice, unknown or of another type.</summary>
    public static JsonSerializerOptions Settings { get; } = new()
    {
        AllowDuplicateProperties = false,
        IgnoreReadOnlyProperties = true,
        MaxDepth = 16,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The JSON of an options record of any type.</summary>
    /// <exception cref="InvalidOperationException">A property's type cannot be written.</exception>
    public static JsonElement Write(object options)
    {
        try
        {
            return JsonSerializer.SerializeToElement(options, options.GetType(), Settings);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"{options.GetType().Name} cannot be saved: {exception.Message} "
                + "Mark properties that are not to be saved with [JsonIgnore].",
                exception);
        }
    }

    /// <summary>The text of an options record.</summary>
    /// <exception cref="InvalidOperationException">A property's type cannot be written.</exception>
    public static string Text(object options) => Write(options).GetRawText();

    /// <summary>Reads a record of a type.</summary>
    /// <exception cref="JsonException">A property is unknown, is there twice or has another type.</exception>
    /// <exception cref="FormatException">It is null.</exception>
    public static object Read(JsonElement json, Type type) =>
        json.Deserialize(type, Settings) ?? throw new FormatException($"{type.Name} is null.");

    /// <summary>Reads a record from its text.</summary>
    /// <exception cref="JsonException">A property is unknown, is there twice or has another type.</exception>
    /// <exception cref="FormatException">It is null.</exception>
    public static T Read<T>(string text) where T : class =>
        JsonSerializer.Deserialize<T>(text, Settings) ?? throw new FormatException($"{typeof(T).Name} is null.");

    /// <summary>Reads a record from UTF-8.</summary>
    /// <exception cref="JsonException">A property is unknown, is there twice or has another type.</exception>
    /// <exception cref="FormatException">It is null.</exception>
    public static T Read<T>(byte[] utf8) where T : class =>
        JsonSerializer.Deserialize<T>(utf8, Settings) ?? throw new FormatException($"{typeof(T).Name} is null.");
}
