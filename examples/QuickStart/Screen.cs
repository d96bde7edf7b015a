using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Sequences;
using Spectre.Console;

namespace QuickStart;

/// <summary>What the person at the terminal sees: progress, a table, or one clear error.</summary>
internal static class Screen
{
    private const int WideEnough = 1000;

    public static int Run(QuickStartOptions options)
    {
        // A file or a pipe has no width to wrap lines at, and no colours.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WideEnough;
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }
        try
        {
            var report = AnsiConsole.Profile.Capabilities.Interactive
                ? AnsiConsole.Status().Start("reading", status => Run(options, line => status.Status(Markup.Escape(line))))
                : Run(options, AnsiConsole.WriteLine);
            ReportTable.Write(AnsiConsole.Console, report);
            if (options.Json is { } file)
                report.Write(file);
            return 0;
        }
        catch (Exception problem) when (
            problem is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem is ArgumentException { ParamName: { } name }
                ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
                : problem.Message);
            return 1;
        }
    }

    private static Report Run(QuickStartOptions options, Action<string> show)
    {
        if (options.Epochs < 1)
            throw new ArgumentException($"--epochs is {options.Epochs}; it must be at least 1.");
        CheckWritable("--json", options.Json);
        CheckWritable("--save", options.Save);
        CheckWritable("--report", options.Report);
        if (options.Report is { } page && ReportPage.FiguresOf(page.FullName) is var figures
            && (figures == page.FullName || figures == options.Json?.FullName))
        {
            var other = figures == page.FullName ? "the page" : "--json";
            throw new ArgumentException($"--report: the page's figures go to '{figures}'; name another file for {other}.");
        }
        var log = options.Data is { } file
            ? InteractionFile.Read(file.FullName)
            : new InteractionLog(Generated(options.Seed), HasTimestamps: true);
        var mlContext = new MLContext(options.Seed);
        mlContext.Log += (_, message) =>
        {
            var isNews = message.Kind is ChannelMessageKind.Info or ChannelMessageKind.Warning;
            if (isNews && Job.Steps.Any(step => message.Source.Contains(step, StringComparison.Ordinal)))
                show(message.RawMessage);
        };
        return new Job(mlContext, options.Seed).Run(
            log, options.Data?.Name ?? "generated interactions", options.Epochs, options.Save?.FullName, options.Report?.FullName);
    }

    // Before the work, not after it.
    private static void CheckWritable(string option, FileInfo? file)
    {
        if (file?.Directory is { Exists: false } folder)
            throw new DirectoryNotFoundException($"{option}: there is no folder '{folder.FullName}'.");
        if (file is not null && Directory.Exists(file.FullName))
            throw new IOException($"{option}: '{file.FullName}' is a folder.");
    }

    private static IReadOnlyList<Interaction> Generated(int seed) =>
        PlantedInteractions.Generate(new PlantedInteractionsOptions { Seed = seed }).Interactions;
}
