using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetUnlearn.Cli.Running;

/// <summary>How the tool writes JSON: camel case, indented, what is not there left out.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NewLine = "\n",
        WriteIndented = true,
    };

    public static string Text(object value) => JsonSerializer.Serialize(value, value.GetType(), Settings) + "\n";

    /// <exception cref="JsonException">It is no such record.</exception>
    public static T? Read<T>(string text) where T : class => JsonSerializer.Deserialize<T>(text, Settings);
}
