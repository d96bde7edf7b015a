using System.Runtime.CompilerServices;
using MLNetUnlearn.Testing.Entries;
using MLNetUnlearn.Testing.Files;

namespace MLNetUnlearn.Testing;

/// <summary>Compares what a pipeline does now with a JSON file that is checked in beside the test.</summary>
public static class PipelineBaseline
{
    private const string Hint =
        $"If this is meant, run these tests once with {BaselineUpdate.Variable}=1 and look at what changed in the file.";

    /// <summary>
    /// Compares a snapshot with its baseline. With the environment variable <c>UPDATE_BASELINES=1</c> it rewrites the baseline instead:
    /// entries that still hold stay as they are, the others take the new value and keep their tolerance, and those that are no longer asked for go.
    /// </summary>
    /// <param name="path">The baseline, relative to the source file of the caller; or a full path.</param>
    /// <param name="take">Says what belongs to the snapshot. Called once.</param>
    /// <param name="sourceFile">The caller's source file, filled in by the compiler.</param>
    /// <exception cref="PipelineBaselineException">
    /// Something differs, an entry of the baseline is no longer asked for, there is no baseline yet, or a metric is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// An update was asked for where <c>CI</c>, <c>GITHUB_ACTIONS</c> or <c>TF_BUILD</c> is set.
    /// </exception>
    /// <exception cref="FormatException">The file is no baseline.</exception>
    /// <exception cref="DirectoryNotFoundException">The caller's source file is not on this machine.</exception>
    public static void Check(string path, Action<PipelineSnapshot> take, [CallerFilePath] string sourceFile = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(take);
        var file = BaselineFile.At(path, sourceFile);
        var isUpdate = BaselineUpdate.IsRequested();
        var snapshot = new PipelineSnapshot();
        take(snapshot);
        if (snapshot.Entries.Count == 0)
            throw new ArgumentException("The snapshot is empty: ask for a schema, a metric, an ordering, a count or a text.", nameof(take));

        var baseline = file.Read();
        if (isUpdate && snapshot.Problems.Count == 0)
            file.Write([.. snapshot.Entries.Select(entry => Kept(entry, baseline))]);
        else if (baseline is null && snapshot.Problems.Count == 0)
            throw Missing(file.FullPath);
        else if (Differences(snapshot, baseline ?? []) is { Count: > 0 } differences)
            throw Different(file.FullPath, differences);
    }

    private static NamedEntry Kept(NamedEntry now, IReadOnlyList<NamedEntry>? baseline) =>
        baseline?.FirstOrDefault(entry => entry.Name == now.Name) is { } old && old.Entry.Kind == now.Entry.Kind
            ? now with { Entry = now.Entry.DifferenceFrom(old.Entry) is null ? old.Entry : now.Entry.InPlaceOf(old.Entry) }
            : now;

    private static IReadOnlyList<string> Differences(PipelineSnapshot snapshot, IReadOnlyList<NamedEntry> baseline)
    {
        var old = baseline.ToDictionary(entry => entry.Name, entry => entry.Entry);
        var asked = snapshot.Entries.Select(entry => entry.Name).ToHashSet();
        return
        [
            .. snapshot.Problems,
            .. snapshot.Entries.Select(entry => Difference(entry, old.GetValueOrDefault(entry.Name))).OfType<string>(),
            .. baseline.Where(entry => !asked.Contains(entry.Name))
                .Select(entry => $"{entry.Entry.Kind} '{entry.Name}': in the baseline, but no longer asked for."),
        ];
    }

    private static string? Difference(NamedEntry now, Entry? baseline)
    {
        var what = baseline switch
        {
            null => $"{now.Entry.Text}; not in the baseline.",
            _ when baseline.Kind != now.Entry.Kind => $"{now.Entry.Text}; in the baseline it is a {baseline.Kind}.",
            _ => now.Entry.DifferenceFrom(baseline),
        };
        return what is null ? null : $"{now.Entry.Kind} '{now.Name}': {what}";
    }

    private static PipelineBaselineException Missing(string file) => new(
        file, [],
        $"{file}: there is no baseline yet. Run these tests once with {BaselineUpdate.Variable}=1 to make it, look at it and check it in.");

    private static PipelineBaselineException Different(string file, IReadOnlyList<string> differences) => new(
        file, differences,
        $"{file}: {differences.Count} {(differences.Count == 1 ? "difference" : "differences")}.\n"
        + string.Concat(differences.Select(difference => $"- {difference}\n")) + Hint);
}
