using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>
/// A project as it was before something was forgotten, with the requests: what judging needs, and what is to be erased after it.
/// </summary>
internal static class Kept
{
    private const string RequestsName = "requests.csv";

    /// <summary>Makes the folder; it is there with all its files or not at all.</summary>
    public static void Write(string folder, Project project, ProjectLog log, MatchedRequests requests, MakingCosts costs) =>
        Project.WriteNew(folder, project.Manifest.Source, log, project.Manifest.Erased, draft =>
        {
            costs.Write(draft);
            File.WriteAllText(Path.Combine(draft, RequestsName), RequestFile.Text(requests.All));
        });

    /// <summary>The requests that a folder holds, or null.</summary>
    public static string? RequestsIn(string folder) =>
        Path.Combine(folder, RequestsName) is var file && File.Exists(file) ? file : null;

    /// <summary>Whether a folder is one that 'forget' kept.</summary>
    public static bool IsKept(string folder) => Project.IsProject(folder) && RequestsIn(folder) is not null;

    /// <summary>Whether a broken-off run of these requests kept the project already.</summary>
    /// <exception cref="DataException">There is something else.</exception>
    public static bool IsOf(string folder, Project project, MatchedRequests requests)
    {
        if (!Directory.Exists(folder))
            return false;
        return Project.Open(folder).Manifest.Sha256 == project.Manifest.Sha256
            && File.ReadAllText(RequestsIn(folder)!) == RequestFile.Text(requests.All) ? true : throw new DataException(IsThere(folder));
    }

    /// <summary>Why nothing can be kept there.</summary>
    public static string IsThere(string folder) => $"--keep: '{folder}' is there already.";
}
