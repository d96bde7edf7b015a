using System.Security.Cryptography;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>A folder with a log and what is known of it.</summary>
internal sealed class Project
{
    private const string ManifestName = "project.json";
    private const string LogPattern = "interactions-*.csv";

    private Project(string folder, ProjectManifest manifest) => (Folder, Manifest) = (folder, manifest);

    public string Folder { get; }

    public ProjectManifest Manifest { get; private set; }

    /// <summary>Where running commands keep what they go on from.</summary>
    public RunStates States => new(Path.Combine(Folder, ".state"));

    private string LogPath => Path.Combine(Folder, Manifest.Log);

    public static bool IsProject(string folder) => File.Exists(Path.Combine(folder, ManifestName));

    /// <exception cref="DataException">The folder is no project, or was changed by something else.</exception>
    public static Project Open(string folder)
    {
        var path = Path.Combine(folder, ManifestName);
        if (!File.Exists(path))
        {
            throw new DataException(
                $"'{folder}' is no project: there is no '{path}'. 'mlnet-unlearn prepare DATA --out {folder}' makes one.");
        }
        var project = new Project(folder, ReadManifest(path));
        if (!File.Exists(project.LogPath))
            throw new DataException($"The project '{folder}' has lost its log '{project.Manifest.Log}'.");
        if (HashOf(project.LogPath) != project.Manifest.Sha256)
        {
            throw new DataException(
                $"The log '{project.LogPath}' is not what {ManifestName} says (SHA-256); it was changed by something else. "
                + "Prepare the project anew.");
        }
        project.EraseOldLogs(); // of a replacement that was broken off between its last two steps
        return project;
    }

    /// <summary>Makes a project, or replaces the log of the one that is there; in one go.</summary>
    public static Project Write(string folder, string name, InteractionLog log, int erased = 0)
    {
        if (IsProject(folder))
        {
            var replaced = Fill(folder, name, log, erased);
            replaced.States.Erase(); // they are of the old log
            return replaced;
        }
        var draft = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.{Environment.ProcessId}.tmp";
        Directory.CreateDirectory(draft);
        try
        {
            Fill(draft, name, log, erased);
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
            Directory.Move(draft, folder);
        }
        catch
        {
            Directory.Delete(draft, recursive: true);
            throw;
        }
        return new Project(folder, ReadManifest(Path.Combine(folder, ManifestName)));
    }

    public InteractionLog Read() => InteractionFile.Read(LogPath);

    /// <summary>Replaces the log; of the old one nothing is left, and nothing of runs that read it.</summary>
    public void Replace(InteractionLog log)
    {
        var erased = Manifest.Erased + Manifest.Size.Interactions - log.Interactions.Count;
        Manifest = Fill(Folder, Manifest.Name, log, erased).Manifest;
        States.Erase();
    }

    private static Project Fill(string folder, string name, InteractionLog log, int erased)
    {
        var bytes = LogText.Of(log);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var manifest = new ProjectManifest
        {
            Name = name, Log = $"interactions-{hash[..12]}.csv", Sha256 = hash, Size = LogSize.Of(log.Interactions), Erased = erased,
        };
        WholeFile.Write(Path.Combine(folder, manifest.Log), draft => File.WriteAllBytes(draft, bytes));
        WholeFile.Write(Path.Combine(folder, ManifestName), draft => File.WriteAllText(draft, ResultJson.Text(manifest)));
        var project = new Project(folder, manifest);
        project.EraseOldLogs();
        return project;
    }

    private static ProjectManifest ReadManifest(string path)
    {
        var manifest = ResultJson.Read<ProjectManifest>(path);
        if (manifest.FormatVersion is < 1 or > ProjectManifest.NewestVersion)
        {
            throw new DataException(
                $"'{path}' has formatVersion {manifest.FormatVersion}; this version of the tool reads {ProjectManifest.NewestVersion}.");
        }
        return manifest.Log == Path.GetFileName(manifest.Log) ? manifest
            : throw new DataException($"'{path}' names a log outside of its folder: '{manifest.Log}'.");
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void EraseOldLogs()
    {
        foreach (var file in Directory.GetFiles(Folder, LogPattern).Where(file => Path.GetFileName(file) != Manifest.Log))
            File.Delete(file);
    }
}
