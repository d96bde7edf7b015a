using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetUnlearn.Persistence;

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

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, object value) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Text(value))));

    /// <summary>Reads what the tool wrote for itself.</summary>
    /// <exception cref="DataException">The file holds no such record.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Settings) ?? throw new JsonException("it holds null");
        }
        catch (JsonException exception)
        {
            throw new DataException($"'{path}' is damaged: {exception.Message}", exception);
        }
    }
}
