using MLNetUnlearn.Testing.Entries;

namespace MLNetUnlearn.Testing.Files;

/// <summary>Where a baseline is, and its reading and writing as a whole.</summary>
internal sealed record BaselineFile(string FullPath)
{
    public static BaselineFile At(string path, string sourceFile)
    {
        if (Path.IsPathFullyQualified(path))
            return new BaselineFile(Path.GetFullPath(path));
        var folder = Path.GetDirectoryName(sourceFile);
        if (!Path.IsPathFullyQualified(sourceFile) || !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"'{path}' is looked for beside the caller's source file '{sourceFile}', whose folder is not on this machine. Give a full "
                + "path, or set DeterministicSourcePaths to false in the test project if its build rewrites source paths.");
        }
        return new BaselineFile(Path.GetFullPath(Path.Combine(folder, path)));
    }

    /// <summary>The entries in the order of the file; null: there is no file.</summary>
    /// <exception cref="FormatException">The file is no baseline.</exception>
    public IReadOnlyList<NamedEntry>? Read() => File.Exists(FullPath) ? BaselineReader.Read(FullPath, File.ReadAllText(FullPath)) : null;

    /// <summary>Writes beside the file and moves: whatever fails leaves it as it was. What would not change is not written.</summary>
    public void Write(IReadOnlyList<NamedEntry> entries)
    {
        var text = BaselineWriter.Text(entries);
        if (File.Exists(FullPath) && File.ReadAllText(FullPath) == text)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
        var temporary = $"{FullPath}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, FullPath, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
