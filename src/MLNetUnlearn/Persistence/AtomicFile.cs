namespace MLNetUnlearn.Persistence;

/// <summary>Files that are there whole or not at all.</summary>
public static class AtomicFile
{
    private static int _written;

    /// <summary>
    /// Writes to a file of its own beside the path (its name, a number of this process's and <c>.tmp</c>), flushes to disk, and moves the
    /// result to the path; whatever fails leaves the path as it was. Of two writers the last one wins.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content; the stream is closed afterwards.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Environment.ProcessId}-{Interlocked.Increment(ref _written)}.tmp";
        var stream = Open(full, temporary);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Deletes the file, and what interrupted writes may have left beside it.</summary>
    internal static void Delete(string path)
    {
        var full = Path.GetFullPath(path);
        File.Delete(full);
        foreach (var left in Directory.GetFiles(Path.GetDirectoryName(full)!, $"{Path.GetFileName(full)}.*.tmp"))
            File.Delete(left);
    }

    // So that a message names the file that the caller knows.
    private static FileStream Open(string path, string temporary)
    {
        try
        {
            return new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
