using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Reporting;

/// <summary>Reports, runs and what holds them as indented JSON; what is not there is left out.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions _settings = new(OptionsJson.Settings)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
    };

    /// <summary>Writes a record; the file is there whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write<T>(string path, T record) where T : class => AtomicFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, record, _settings);
        stream.WriteByte((byte)'\n');
    });

    /// <summary>Reads a record.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file holds no such record.</exception>
    public static T Read<T>(string path) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), _settings) ?? throw new FormatException($"'{path}' holds null.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"'{path}' is damaged, or no {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a report, its version first.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file holds no report of a version that is known, or one with faults.</exception>
    public static ForgettingReport ReadReport(string path)
    {
        // Looked at before the rest, which a newer version may have changed.
        var version = Read<JsonDocument>(path).RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty(nameof(ForgettingReport.FormatVersion), out var found) ? found.GetRawText() : null;
        if (!int.TryParse(version, out var number) || number is < 1 or > ForgettingReport.NewestVersion)
        {
            throw new FormatException($"'{path}' has {(version is null ? "no FormatVersion" : $"FormatVersion {version}")}; "
                + $"this version of MLNetUnlearn reads reports of FormatVersion 1 to {ForgettingReport.NewestVersion}.");
        }
        var report = Read<ForgettingReport>(path);
        var faults = ReportCheck.Faults(report).ToArray();
        return faults.Length == 0 ? report : throw new FormatException($"'{path}' is no report: {string.Join(" ", faults)}");
    }
}
