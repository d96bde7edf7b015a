using System.Security.Cryptography;
using System.Text;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>
/// What broken-off runs go on from, a file for each run: another run, with other data or options, has another file. The files tell of the
/// data, so erasing data erases them.
/// </summary>
internal sealed class RunStates(string folder)
{
    /// <summary>The beginning of the names of a run's files.</summary>
    /// <param name="command">The command.</param>
    /// <param name="decides">All that decides the result.</param>
    public RunState Of(string command, params IEnumerable<string> decides)
    {
        Directory.CreateDirectory(folder);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', decides))));
        return new RunState(folder, $"{command}-{hash[..16]}");
    }

    public void Erase()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
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
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
