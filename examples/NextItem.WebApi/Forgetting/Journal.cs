using System.Text.Json;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>A file that only grows. What was appended is on the disk when <see cref="Append"/> returns.</summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream _stream;

    private Journal(FileStream stream) => _stream = stream;

    /// <summary>Opens it, for one process at a time, and reads what is there.</summary>
    public static Journal Open(string file, Action<JournalLine> read)
    {
        var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        // A process that was killed may have left half a line. Nobody was told that it was written.
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        stream.SetLength(whole);
        stream.Position = whole;
        foreach (var line in bytes.AsSpan(0, whole).Split((byte)'\n'))
        {
            if (bytes.AsSpan(line) is { IsEmpty: false } text)
                read(JsonSerializer.Deserialize(text, StateJson.Default.JournalLine)!);
        }
        return new Journal(stream);
    }

    /// <summary>Appends a line. If that fails, the file is as it was.</summary>
    public void Append(JournalLine line)
    {
        var end = _stream.Position;
        try
        {
            _stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, StateJson.Default.JournalLine), (byte)'\n']);
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _stream.SetLength(end);
            _stream.Position = end;
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();
}
