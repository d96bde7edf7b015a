using Microsoft.ML;
using Microsoft.ML.Runtime;
using Spectre.Console;

namespace Titles;

/// <summary>What the person at the terminal sees: progress, tables, or one clear error.</summary>
internal static class Screen
{
    private const int WideEnough = 1000;

    public static int Run(TitlesOptions options)
    {
        // A file or a pipe has no width to wrap lines at, and no colours.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WideEnough;
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }
        try
        {
            options.Check();
            var report = AnsiConsole.Profile.Capabilities.Interactive
                ? AnsiConsole.Status().Start("reading", status => Run(options, line => status.Status(Markup.Escape(line))))
                : Run(options, AnsiConsole.WriteLine);
            report.Write(AnsiConsole.Console);
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

    private static Report Run(TitlesOptions options, Action<string> show)
    {
        var mlContext = new MLContext(options.Seed);
        mlContext.Log += (_, message) =>
        {
            var isTold = message.Kind is ChannelMessageKind.Info or ChannelMessageKind.Warning;
            if (isTold && message.Source.Contains("SasRec", StringComparison.Ordinal))
                show(message.RawMessage);
        };
        var shop = options is { Interactions: { } interactions, Titles: { } titles }
            ? Shop.Read(mlContext, interactions, titles) : Shop.Generate(mlContext, options.Seed);
        return new Job(mlContext, shop).Run(options);
    }
}
