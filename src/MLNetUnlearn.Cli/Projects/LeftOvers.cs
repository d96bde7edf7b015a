using System.Text.RegularExpressions;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>What commands that were killed left in a project: old logs, and drafts. They hold what may have been forgotten.</summary>
internal static partial class LeftOvers
{
    /// <summary>The name of a log with this hash.</summary>
    public static string LogNameOf(string sha256) => $"interactions-{sha256[..12]}.csv";

    /// <summary>Erases all logs but one, and all drafts; files of other names are the user's own.</summary>
    public static void Erase(string folder, string logToKeep, string manifest)
    {
        foreach (var file in Directory.GetFiles(folder))
        {
            var name = Path.GetFileName(file);
            var written = DraftEnding().Replace(name, "");
            if (name != logToKeep && (LogName().IsMatch(written) || (written == manifest && name != manifest)))
                File.Delete(file);
        }
    }

    [GeneratedRegex(@"^interactions-[0-9a-f]{12}\.csv\z")]
    private static partial Regex LogName();

    // As AtomicFile names drafts: the process that writes, and its number of the file.
    [GeneratedRegex(@"\.\d+(-\d+)?\.tmp\z")]
    private static partial Regex DraftEnding();
}
