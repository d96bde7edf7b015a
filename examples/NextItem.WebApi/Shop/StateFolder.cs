using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NextItem.WebApi.Shop;

/// <summary>The files that a restart goes on from, for one process at a time. Each is there whole or not at all.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly string _path;
    private readonly string _histories;
    private readonly string _origin;
    private readonly FileStream _lock; // a file of its own, so that anyone can read the others

    private StateFolder(string path)
    {
        _path = path;
        _histories = Path.Combine(path, "histories.jsonl");
        _origin = Path.Combine(path, "origin.json");
        Requests = Path.Combine(path, "requests.jsonl");
        _lock = new FileStream(Requests + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>The journal of requests.</summary>
    public string Requests { get; }

    /// <summary>Whether there is a state to go on from: the histories are the last that a first start writes.</summary>
    public bool IsComplete => File.Exists(_histories);

    /// <summary>Takes the folder until it is disposed, and makes it where there is none.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public static StateFolder Take(string path)
    {
        Directory.CreateDirectory(path);
        return new StateFolder(path);
    }

    /// <summary>The model of a version.</summary>
    public string Model(int version) => Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"model-{version:D4}.mlnu"));

    public Origin ReadOrigin() => JsonLines.Read(_origin, StateJson.Default.Origin).Single();

    public void WriteOrigin(Origin origin) => Replace(_origin, stream => WriteLines(stream, [origin], StateJson.Default.Origin));

    public History[] ReadHistories() => [.. JsonLines.Read(_histories, StateJson.Default.History)];

    public void WriteHistories(IEnumerable<History> histories) =>
        Replace(_histories, stream => WriteLines(stream, histories, StateJson.Default.History));

    public void CopyModel(string file, int version) => Replace(Model(version), stream =>
    {
        using var source = File.OpenRead(file);
        source.CopyTo(stream);
    });

    /// <summary>Erases models of other versions: they still hold what was forgotten since.</summary>
    public void KeepOnly(int version)
    {
        foreach (var file in Directory.GetFiles(_path, "model-*").Where(file => file != Model(version)))
            File.Delete(file);
    }

    public void Dispose() => _lock.Dispose();

    private static void WriteLines<T>(Stream stream, IEnumerable<T> values, JsonTypeInfo<T> type)
    {
        foreach (var value in values)
        {
            JsonSerializer.Serialize(stream, value, type);
            stream.WriteByte((byte)'\n');
        }
    }

    // Beside its place, to the disk, and then into place.
    private static void Replace(string file, Action<Stream> write)
    {
        var temporary = file + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, file, overwrite: true);
    }
}
