using System.Text;
using System.Text.Json;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Serving.Suppressing;

/// <summary>
/// Suppressions in a file, one a line: <c>["user","item"]</c>, or <c>["item"]</c> for everyone. Lines are added behind and are on disk when
/// the call returns. Not for several threads at a time.
/// </summary>
internal sealed class SuppressionJournal : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock; // a file of its own: the journal can be read by anyone, and is another one after a rewrite
    private FileStream? _file;

    /// <summary>Opens the journal, or begins one.</summary>
    /// <exception cref="FormatException">A line other than the last one is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or another service has it open.</exception>
    public SuppressionJournal(string path)
    {
        _path = Path.GetFullPath(path);
        _lock = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            _file = Open();
            Read();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the file held when it was opened.</summary>
    public List<Suppression> Found { get; } = [];

    /// <summary>Whether the file ended in the middle of a line.</summary>
    public bool WasTorn { get; private set; }

    /// <summary>Adds lines; when they are on disk the call returns.</summary>
    /// <exception cref="IOException">They cannot be written; some may be.</exception>
    public void Append(IEnumerable<Suppression> suppressions)
    {
        var file = _file ??= Open();
        file.Seek(0, SeekOrigin.End);
        file.Write(Lines(suppressions));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Writes the file anew, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; it is as it was.</exception>
    public void Rewrite(IEnumerable<Suppression> suppressions)
    {
        Close(); // the new file is another one
        AtomicFile.Write(_path, stream => stream.Write(Lines(suppressions)));
        _file = Open();
    }

    public void Dispose()
    {
        Close();
        _lock.Dispose();
    }

    private FileStream Open() => new(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private void Read()
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        for (int start = 0, number = 1; start < bytes.Length; number++)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var line = bytes.AsSpan(start, length < 0 ? bytes.Length - start : length);
            if (Parse(line) is { } suppression)
                Found.Add(suppression);
            else if (length >= 0)
                throw new FormatException($"Line {number} of '{_path}' is no suppression; it must be [\"user\",\"item\"] or [\"item\"].");
            WasTorn |= length < 0;
            start += line.Length + 1;
        }
    }

    private static Suppression? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(line) switch
            {
                [{ } user, { } item] => new Suppression(user, item),
                [{ } item] => new Suppression(null, item),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Lines(IEnumerable<Suppression> suppressions)
    {
        var lines = new StringBuilder();
        foreach (var (user, item) in suppressions)
            lines.Append(JsonSerializer.Serialize(user is null ? [item] : (string[])[user, item])).Append('\n');
        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
