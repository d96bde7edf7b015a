using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>A folder of results and trained references, so that a comparison can go on where it was left.</summary>
internal sealed class ResultFolder
{
    private const string SettingsFile = "settings.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _path;

    private ResultFolder(string path) => _path = path;

    /// <summary>Opens or makes a folder for one log and one length of training.</summary>
    /// <exception cref="InvalidOperationException">The folder holds results of other ones.</exception>
    public static ResultFolder Open(DirectoryInfo folder, FileInfo data, int epochs)
    {
        folder.Create();
        var (result, settings) = (new ResultFolder(folder.FullName), new FolderSettings(data.Name, data.Length, epochs));
        var file = Path.Combine(folder.FullName, SettingsFile);
        if (!File.Exists(file))
            Write(file, settings);
        else if (Read<FolderSettings>(file) is var other && other != settings)
            throw new InvalidOperationException($"'{folder.FullName}' holds results of {other}, not of {settings}.");
        return result;
    }

    /// <summary>All results in a folder.</summary>
    public static IEnumerable<MethodResult> ReadAll(DirectoryInfo folder) => Directory
        .EnumerateFiles(Path.Combine(folder.FullName, "results"), "*.json").Order(StringComparer.Ordinal).Select(Read<MethodResult>);

    public bool HasResult(string name) => File.Exists(ResultFile(name));

    public MethodResult Result(string name) => Read<MethodResult>(ResultFile(name));

    public void WriteResult(string name, MethodResult result) => Write(ResultFile(name), result);

    /// <summary>A kept model, and the seconds that it took; trains and keeps it where it is not there.</summary>
    public (SequentialRecommenderTransformer Model, double Seconds) Model(
        MLContext mlContext, string name, Func<SequentialRecommenderTransformer> train)
    {
        var (package, note) = (PathOf(name + ".zip"), PathOf(name + ".json"));
        if (File.Exists(package) && File.Exists(note))
            return (mlContext.Model.LoadPackage(package), Read<ModelNote>(note).Seconds);
        Console.Error.WriteLine($"training {name}");
        var start = Stopwatch.GetTimestamp();
        var model = train();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        mlContext.Model.SavePackage(model, package);
        Write(note, new ModelNote(seconds));
        return (model, seconds);
    }

    /// <summary>A kept file, and what it cost; makes it where it is not there.</summary>
    public (string File, Preparation Cost) Prepared(string name, Action<string> make)
    {
        var (file, note) = (PathOf(name), PathOf(name + ".json"));
        if (!File.Exists(file) || !File.Exists(note))
        {
            Console.Error.WriteLine($"making {name}");
            var start = Stopwatch.GetTimestamp();
            make(file);
            Write(note, new ModelNote(Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
        return (file, new Preparation(Read<ModelNote>(note).Seconds, new FileInfo(file).Length));
    }

    /// <summary>Where a kept file or folder of a name is.</summary>
    public string PathOf(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(_path, "models")).FullName, name);

    private static T Read<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllText(file), Format)!;

    private static void Write<T>(string file, T value)
    {
        File.WriteAllText(file + ".tmp", JsonSerializer.Serialize(value, Format) + "\n");
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private string ResultFile(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(_path, "results")).FullName, name + ".json");

    private sealed record FolderSettings(string Data, long Bytes, int Epochs);

    private sealed record ModelNote(double Seconds);
}
