using System.CommandLine;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>Reads a log of one's own and makes a project of it.</summary>
internal static class PrepareCommand
{
    private const int LinesShown = 5;

    public static ToolCommand Create()
    {
        var data = new Argument<string>("DATA")
        {
            Description = "The log: CSV or TSV with a header, or 'user item' per line. Times are whole numbers or dates (ISO 8601).",
        };
        var folder = CommonOptions.File("--out", "The project folder to make. One that is a project already gets the new log.");
        var columns = new ColumnOptions();
        var duplicates = new Option<Duplicates>("--duplicates")
        {
            Description = "Keep: all; SameTime: a user's interaction with an item at a time once; SameItem: a user's item once, the first.",
        };
        var perUser = CommonOptions.Count("--min-user", "The least interactions of a user; users with fewer are dropped. Default 1.");
        var perItem = CommonOptions.Count("--min-item", "The least interactions of an item; items with fewer are dropped. Default 1.");
        var strict = new Option<bool>("--strict") { Description = "Refuse a file with bad lines, which are otherwise skipped and told." };
        var command = new Command("prepare", "Reads an interaction log of your own and makes a project folder of it.")
        {
            data, folder,
        };
        columns.AddTo(command);
        foreach (var option in new Option[] { duplicates, perUser, perItem, strict })
            command.Options.Add(option);
        return new(command, run =>
        {
            var (path, target) = (run.Get(data)!, run.Get(folder)!);
            CheckTarget(target);
            var log = columns.Read(run, path, skipsBadLines: !run.Get(strict));
            run.Token.ThrowIfCancellationRequested();
            var kept = new LogFilter(run.Get(duplicates), run.Get(perUser) ?? 1, run.Get(perItem) ?? 1).Apply(log.Interactions);
            if (kept.Count == 0)
                throw new DataException($"Of the {Tables.Many(log.Interactions.Count, "interaction")} of '{path}' the filters leave none.");
            var project = Project.Write(
                target, columns.SourceOf(run, Path.GetFileName(path)), ProjectLog.Split(log with { Interactions = kept }));
            return new PrepareResult(
                target, project.Manifest.Size, log.Interactions.Count, log.HasTimestamps,
                [.. log.SkippedLines.Select(line => new BadLine(line.Number, line.Problem))]);
        });
    }

    private static void CheckTarget(string folder)
    {
        FileProblems.ThrowIfAny(
            File.Exists(folder) ? [$"--out: '{folder}' is a file."]
            : Path.GetDirectoryName(Path.GetFullPath(folder)) is { } parent && !Directory.Exists(parent)
                ? [$"--out: there is no folder '{parent}'."]
            : Directory.Exists(folder) && !Project.IsProject(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
                ? [$"--out: '{folder}' holds other things; name a new folder."] : []);
    }

    private sealed record BadLine(long Line, string Problem);

    private sealed record PrepareResult(
        string Folder, LogSize Size, int InteractionsRead, bool HasTimestamps,
            IReadOnlyList<BadLine> SkippedLines) : CommandResult("prepare")
    {
        public override void Show(IAnsiConsole console)
        {
            console.Write(Tables.Of("", Folder, "")
                .Row("users", Tables.Count(Size.Users)).Row("items", Tables.Count(Size.Items))
                .Row("interactions", Tables.Count(Size.Interactions)).Row("sparsity", Tables.Number(Size.Sparsity, "P2"))
                .Row("times", HasTimestamps ? "yes" : "no, the file's order counts")
                .Row("dropped by filters", Tables.Count(InteractionsRead - Size.Interactions))
                .Row("bad lines skipped", Tables.Count(SkippedLines.Count)));
            foreach (var line in SkippedLines.Take(LinesShown))
                console.WriteLine($"line {line.Line}: {line.Problem}");
            if (SkippedLines.Count > LinesShown)
                console.WriteLine($"and {SkippedLines.Count - LinesShown} more; --json lists all");
        }
    }
}
