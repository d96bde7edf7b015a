using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>
/// A project as it was before something was forgotten, with the requests: what judging needs, and what is to be erased after it.
/// </summary>
internal static class Kept
{
    private const string RequestsName = "requests.csv";

    public static void Write(string folder, Project project, InteractionLog log, BoundRequests requests, MakingCosts costs)
    {
        var kept = Project.Write(folder, project.Manifest.Name, log, project.Manifest.Erased);
        costs.Write(kept.Folder);
        WholeFile.Write(
            Path.Combine(kept.Folder, RequestsName), draft => File.WriteAllText(draft, RequestFile.Text(requests.All)));
    }

    /// <summary>The requests that a folder holds, or null.</summary>
    public static string? RequestsIn(string folder) =>
        Path.Combine(folder, RequestsName) is var file && File.Exists(file) ? file : null;
}
