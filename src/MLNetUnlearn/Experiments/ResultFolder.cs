using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>The results of a sweep or a search, a file each, which are there whole or not at all.</summary>
internal sealed class ResultFolder
{
    private const int Version = 1;
    private const int LongestName = 60;

    private readonly string _owner;
    private readonly string _path;
    private readonly IChannel _channel;
    private readonly ReportEnvironment _environment = ReportEnvironment.Current;

    /// <exception cref="IOException">The folder cannot be made.</exception>
    public ResultFolder(string owner, string path, IChannel channel)
    {
        (_owner, _path, _channel) = (owner, path, channel);
        Directory.CreateDirectory(path);
    }

    /// <summary>
    /// A kept result; null where there is none of the fingerprint. A file that cannot be read counts for nothing, as its run can be made
    /// again; the log tells of it.
    /// </summary>
    public ReportRun? Find(string name, int seed, string fingerprint)
    {
        var file = FileOf(name, seed);
        if (!File.Exists(file))
            return null;
        try
        {
            var result = ReportJson.Read<KeptResult>(file);
            if (result.FormatVersion == Version && result.Fingerprint == fingerprint && IsOfHere(result.Environment)
                && (result.Run.Name, result.Run.Seed) == (name, seed))
                return result.Run;
            _channel.Info(
                MessageSensitivity.None,
                $"{_owner}: '{file}' is of other settings or data, or of another machine or version; '{name}' is run again.");
        }
        catch (FormatException exception)
        {
            _channel.Warning(MessageSensitivity.None, $"{_owner}: {exception.Message} '{name}' is run again.");
        }
        return null;
    }

    /// <param name="text">What was run, for the reader: JSON or any text.</param>
    /// <param name="fingerprint">A hash of all that the run hung on.</param>
    /// <param name="run">What came out.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Keep(string text, string fingerprint, ReportRun run) =>
        ReportJson.Write(FileOf(run.Name, run.Seed), new KeptResult(Version, fingerprint, _environment, Json(text), run));

    // An update of the operating system is no reason to do everything again.
    private bool IsOfHere(ReportEnvironment other) => other with { OperatingSystem = _environment.OperatingSystem } == _environment;

    // Readable, and of its own even where two names differ in what a file name cannot show.
    private string FileOf(string name, int seed)
    {
        var letters = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter == '.')
                letters.Append(letter);
            else if (letters.Length > 0 && letters[^1] != '-')
                letters.Append('-');
        }
        var readable = letters.ToString()[..Math.Min(letters.Length, LongestName)].Trim('-', '.');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return Path.Combine(_path, FormattableString.Invariant($"{readable}-{hash}-seed{seed}.json"));
    }

    private static JsonElement Json(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
