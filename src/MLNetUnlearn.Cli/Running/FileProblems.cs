namespace MLNetUnlearn.Cli.Running;

/// <summary>What is wrong with the paths of files.</summary>
internal static class FileProblems
{
    /// <summary>The problems of a path that is to be written, found before the work and not after it.</summary>
    public static IEnumerable<string> ProblemsOf(string option, string? path)
    {
        if (path is null)
            yield break;
        if (path.Trim().Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            yield return $"{option}: '{path}' is no file name.";
        else if (Directory.Exists(path))
            yield return $"{option}: '{path}' is a folder.";
        else if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            yield return $"{option}: there is no folder '{folder}'.";
    }

    /// <summary>The problem of a path that is to be read.</summary>
    public static IEnumerable<string> MissingOf(string option, string? path) =>
        path is null || File.Exists(path) ? [] : [$"{option}: there is no file '{path}'."];

    /// <exception cref="DataException">There are problems.</exception>
    public static void ThrowIfAny(params IReadOnlyList<string>[] problems)
    {
        string[] all = [.. problems.SelectMany(some => some)];
        if (all.Length > 0)
            throw new DataException(all);
    }
}
