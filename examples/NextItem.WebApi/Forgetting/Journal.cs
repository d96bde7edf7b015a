using System.Text.Json;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>A file that only grows. What was appended is on the disk when <see cref="Append"/> returns.</summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream _stream;

    private Journal(FileStream stream) => _stream = stream;

    /// <summary>Opens it, and reads what is there.</summary>
    /// <exception cref="FormatException">A line is damaged, or says what cannot be.</exception>
    public static Journal Open(string file, Func<JournalLine, bool> read)
    {
        var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            Read(stream, file, read);
            return new Journal(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
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

    private static void Read(FileStream stream, string file, Func<JournalLine, bool> read)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        // A process that was killed may have left half a line. Nobody was told that it was written.
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        stream.SetLength(whole);
        stream.Position = whole;
        var number = 0;
        foreach (var range in bytes.AsSpan(0, whole).Split((byte)'\n'))
        {
            number++;
            if (bytes.AsMemory(range) is not { IsEmpty: false } text)
                continue;
            var line = JsonLines.Parse(file, number, () => JsonSerializer.Deserialize(text.Span, StateJson.Default.JournalLine));
            if (!read(line))
                throw new FormatException($"Line {number} of '{file}' is damaged.");
        }
    }
}
