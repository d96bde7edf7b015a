using System.Security.Cryptography;
using System.Text;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>
/// What broken-off runs go on from, a file for each run: another run, with other data or options, has another file. The files tell of the
/// data, so they lie by the log's hash, and erasing data erases them.
/// </summary>
internal sealed class RunStates(string folder, string logHash)
{
    private readonly string _own = Path.Combine(folder, logHash[..12]);

    /// <summary>The beginning of the names of a run's files.</summary>
    /// <param name="command">The command.</param>
    /// <param name="decides">All that decides the result.</param>
    public RunState Of(string command, params IEnumerable<string> decides)
    {
        Directory.CreateDirectory(_own);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', decides))));
        return new RunState(_own, $"{command}-{hash[..16]}");
    }

    /// <summary>Erases the states of other logs: those that this one replaced.</summary>
    public void EraseOthers()
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var other in Directory.GetDirectories(folder).Where(other => other != _own))
            Directory.Delete(other, recursive: true);
        EmptyFolder.Erase(folder);
    }
}

/// <summary>The files of one run. They outlive it, but for a folder without any.</summary>
internal sealed class RunState(string folder, string name) : IDisposable
{
    /// <summary>A file of the run.</summary>
    public string FileOf(string part) => Path.Combine(folder, $"{name}-{part}");

    /// <summary>Erases the run's files, when its results are where they belong.</summary>
    public void Erase()
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.GetFiles(folder, $"{name}-*"))
            File.Delete(file);
        Dispose();
    }

    public void Dispose()
    {
        EmptyFolder.Erase(folder);
        EmptyFolder.Erase(Path.GetDirectoryName(folder)!);
    }
}

/// <summary>A folder that is of no use without files.</summary>
internal static class EmptyFolder
{
    public static void Erase(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
