using System.Globalization;
using System.Text.Json;

namespace NextItem.WebApi.Shop;

/// <summary>The files that a restart goes on from. Each is there whole or not at all.</summary>
internal sealed class StateFolder(string path)
{
    private readonly string _histories = Path.Combine(path, "histories.jsonl");

    /// <summary>The journal of requests.</summary>
    public string Requests { get; } = Path.Combine(path, "requests.jsonl");

    /// <summary>Whether there is a state to go on from: the histories are the last that a first start writes.</summary>
    public bool IsComplete => File.Exists(_histories);

    /// <summary>The model of a version.</summary>
    public string Model(int version) => Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"model-{version:D4}.mlnu"));

    public void Create() => Directory.CreateDirectory(path);

    public History[] ReadHistories() =>
        [.. File.ReadLines(_histories).Select(line => JsonSerializer.Deserialize(line, StateJson.Default.History)!)];

    public void WriteHistories(IEnumerable<History> histories) => Replace(_histories, stream =>
    {
        foreach (var history in histories)
        {
            JsonSerializer.Serialize(stream, history, StateJson.Default.History);
            stream.WriteByte((byte)'\n');
        }
    });

    public void CopyModel(string file, int version) => Replace(Model(version), stream =>
    {
        using var source = File.OpenRead(file);
        source.CopyTo(stream);
    });

    /// <summary>Erases models of other versions: they still hold what was forgotten since.</summary>
    public void KeepOnly(int version)
    {
        foreach (var file in Directory.GetFiles(path, "model-*").Where(file => file != Model(version)))
            File.Delete(file);
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
