using System.Security.Cryptography;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>A folder with a log and what is known of it.</summary>
internal sealed class Project
{
    private const string ManifestName = "project.json";

    private Project(string folder, ProjectManifest manifest) => (Folder, Manifest) = (folder, manifest);

    public string Folder { get; }

    public ProjectManifest Manifest { get; private set; }

    /// <summary>Where running commands keep what they go on from.</summary>
    public RunStates States => new(Path.Combine(Folder, ".state"), Manifest.Sha256);

    private string LogPath => Path.Combine(Folder, Manifest.Log);

    public static bool IsProject(string folder) => File.Exists(Path.Combine(folder, ManifestName));

    /// <summary>A project to read.</summary>
    /// <exception cref="DataException">The folder is no project, or was changed by something else.</exception>
    public static Project Open(string folder)
    {
        var project = new Project(folder, ReadManifest(folder));
        if (!File.Exists(project.LogPath))
            throw new DataException($"The project '{folder}' has lost its log '{project.Manifest.Log}'.");
        if (FileHash.Of(project.LogPath) != project.Manifest.Sha256)
        {
            throw new DataException(
                $"The log '{project.LogPath}' is not what {ManifestName} says (SHA-256); it was changed by something else. "
                + "Prepare the project anew.");
        }
        return project;
    }

    /// <summary>A project to change. What killed commands left in it is erased.</summary>
    /// <exception cref="DataException">As for reading, or another command changes it.</exception>
    public static (Project Project, ProjectLock Lock) Hold(string folder)
    {
        ReadManifest(folder); // where there is no project, none is locked
        var held = ProjectLock.Take(folder);
        try
        {
            var project = Open(folder);
            project.EraseLeftOvers();
            return (project, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Makes a project, or replaces the log of the one that is there; in one go.</summary>
    public static Project Write(string folder, ProjectSource source, ProjectLog log)
    {
        if (!IsProject(folder))
            return WriteNew(folder, source, log, erased: 0, _ => { });
        using var held = ProjectLock.Take(folder);
        return Fill(folder, source, log, erased: 0);
    }

    /// <summary>Makes a project with more files in it, in one go.</summary>
    public static Project WriteNew(string folder, ProjectSource source, ProjectLog log, int erased, Action<string> addFiles)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var draft = full + ".mlnet-unlearn.tmp"; // the same each time, so that a killed run's is written over
        Directory.CreateDirectory(draft);
        var held = ProjectLock.Take(draft);
        try
        {
            foreach (var file in Directory.GetFiles(draft).Where(file => Path.GetFileName(file) != ProjectLock.FileName))
                File.Delete(file);
            Fill(draft, source, log, erased);
            addFiles(draft);
            held.Dispose(); // a folder with an open file cannot be moved everywhere
            if (Directory.Exists(full) && !Directory.EnumerateFileSystemEntries(full).Any())
                Directory.Delete(full);
            Directory.Move(draft, full);
        }
        catch
        {
            held.Dispose();
            Directory.Delete(draft, recursive: true);
            throw;
        }
        return new Project(folder, ReadManifest(folder));
    }

    public ProjectLog Read() => LogText.Read(LogPath);

    /// <summary>Replaces the log; of the old one nothing is left, and nothing of runs that read it.</summary>
    /// <exception cref="DataException">The log is another one than when the project was opened.</exception>
    public void Replace(ProjectLog log)
    {
        if (ReadManifest(Folder).Sha256 != Manifest.Sha256)
            throw new DataException($"The project '{Folder}' was changed by something else meanwhile. Nothing was erased from it.");
        var erased = Manifest.Erased + Manifest.Size.Interactions - log.Interactions.Count;
        Manifest = Fill(Folder, Manifest.Source, log, erased).Manifest;
    }

    private static Project Fill(string folder, ProjectSource source, ProjectLog log, int erased)
    {
        var bytes = LogText.Of(log);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var manifest = new ProjectManifest
        {
            Source = source, Log = LeftOvers.LogNameOf(hash), Sha256 = hash, Size = LogSize.Of(log.Interactions), Erased = erased,
        };
        AtomicFile.Write(Path.Combine(folder, manifest.Log), stream => stream.Write(bytes));
        ResultJson.Write(Path.Combine(folder, ManifestName), manifest);
        var project = new Project(folder, manifest);
        project.EraseLeftOvers();
        return project;
    }

    private static ProjectManifest ReadManifest(string folder)
    {
        var path = Path.Combine(folder, ManifestName);
        if (!File.Exists(path))
        {
            throw new DataException(
                $"'{folder}' is no project: there is no '{path}'. 'mlnet-unlearn prepare DATA --out {folder}' makes one.");
        }
        var manifest = ResultJson.Read<ProjectManifest>(path);
        if (manifest.FormatVersion is < 1 or > ProjectManifest.NewestVersion)
        {
            throw new DataException(
                $"'{path}' has formatVersion {manifest.FormatVersion}; this version of the tool reads {ProjectManifest.NewestVersion}.");
        }
        return manifest.Log == Path.GetFileName(manifest.Log) ? manifest
            : throw new DataException($"'{path}' names a log outside of its folder: '{manifest.Log}'.");
    }

    private void EraseLeftOvers()
    {
        LeftOvers.Erase(Folder, Manifest.Log, ManifestName);
        States.EraseOthers();
    }
}
