namespace MLNetUnlearn.Persistence;

/// <summary>Files that are there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes to a file beside the path, its name with <c>.tmp</c> behind it, flushes to disk, and moves the result to the path; whatever
    /// fails leaves the path as it was. Where the process ends before that, the other file is left, and the next write replaces it.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = TemporaryOf(full);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
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

    /// <summary>Deletes the file, and what an interrupted write may have left beside it.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(TemporaryOf(path));
    }

    private static string TemporaryOf(string path) => path + ".tmp";
}
