using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MLNetUnlearn.Testing.Entries;

namespace MLNetUnlearn.Testing.Files;

/// <summary>A baseline as JSON: indented, one kind of line end, a line end at the end, the same bytes on every machine.</summary>
internal static class BaselineWriter
{
    public const string Version = "version";
    public const string Entries = "entries";
    public const int CurrentVersion = 1;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(IReadOnlyList<NamedEntry> entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber(Version, CurrentVersion);
            writer.WriteStartObject(Entries);
            foreach (var (name, entry) in entries)
            {
                writer.WriteStartObject(name);
                entry.Write(writer);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
