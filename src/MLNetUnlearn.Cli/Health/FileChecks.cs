using MLNetUnlearn.Cli.Models;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Health;

/// <summary>What a file is, and what is wrong with it.</summary>
internal static class FileChecks
{
    private const int LinesShown = 20;

    public static IReadOnlyList<Check> Of(Run run, string path, ColumnOptions columns)
    {
        try
        {
            return [.. Look(run, path, columns).Select(check => check with { IsOfFile = true })];
        }
        catch (Exception exception) when (Failure.Of(exception) is { ExitCode: ExitCode.Data } failure)
        {
            return [.. failure.Messages.Select(message => new Check("file", CheckState.Bad, message) { IsOfFile = true })];
        }
    }

    private static IEnumerable<Check> Look(Run run, string path, ColumnOptions columns) => Directory.Exists(path) ? LookAtProject(path)
        : Path.GetExtension(path).ToUpperInvariant() is ".ZIP" or ".MLNU" ? LookAtModel(run, path)
        : LookAtLog(columns.Read(run, path, skipsBadLines: true));

    private static IEnumerable<Check> LookAtProject(string folder)
    {
        var project = Project.Open(folder);
        yield return new("project", CheckState.Good, $"'{project.Manifest.Source.Name}': {Text(LogSize.Of(project.Read().Interactions))}");
    }

    private static IEnumerable<Check> LookAtModel(Run run, string file)
    {
        var model = ModelFile.Read(run.Context(seed: 1), file);
        using var closing = model as IDisposable;
        yield return new(
            "model", CheckState.Good,
            $"{model.Options.Name}, {Tables.Many(model.ItemCount, "item")}, looks at the last {Tables.Many(model.MaximumLength, "item")}");
    }

    private static IEnumerable<Check> LookAtLog(InteractionLog log)
    {
        yield return new("log", CheckState.Good, Text(LogSize.Of(log.Interactions)));
        foreach (var line in log.SkippedLines.Take(LinesShown))
            yield return new("log", CheckState.Bad, $"line {line.Number}: {line.Problem}");
        if (log.SkippedLines.Count > LinesShown)
            yield return new("log", CheckState.Bad, $"and {log.SkippedLines.Count - LinesShown} more bad lines");
    }

    private static string Text(LogSize size) =>
        $"{Tables.Many(size.Users, "user")}, {Tables.Many(size.Items, "item")}, {Tables.Many(size.Interactions, "interaction")}";
}
