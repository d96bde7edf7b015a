using System.Text.Json;
using MLNetUnlearn.Cli.Running;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Tests.Support;

/// <summary>What a run of the tool wrote and how it ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    private const int Width = 200;

    /// <summary>Runs the tool in this process.</summary>
    public static ToolRun Of(params string[] arguments) => Of(arguments, new StringWriter(), CancellationToken.None);

    /// <summary>Runs it until it has told of something, and cancels it then.</summary>
    public static ToolRun CancelledAt(string line, params string[] arguments)
    {
        using var source = new CancellationTokenSource();
        return Of(arguments, new CancellingWriter(line, source), source.Token);
    }

    /// <summary>Runs it after it was cancelled.</summary>
    public static ToolRun Cancelled(params string[] arguments) => Of(arguments, new StringWriter(), new CancellationToken(canceled: true));

    /// <summary>Runs it where results cannot be written.</summary>
    public static ToolRun WithBrokenOutput(params string[] arguments)
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var output = new BrokenWriter();
        return new(CommandLineTool.Run(arguments, new Screen(ConsoleOf(output), ConsoleOf(error))), "", error.ToString());
    }

    /// <summary>The lines of what it told beside its result.</summary>
    public string[] Told => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The one JSON object that it wrote.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public ToolRun Expect(int code)
    {
        Assert.AreEqual(code, ExitCode, Error + Output);
        return this;
    }

    private static ToolRun Of(string[] arguments, StringWriter error, CancellationToken token)
    {
        using var output = new StringWriter { NewLine = "\n" };
        error.NewLine = "\n";
        var code = CommandLineTool.Run(arguments, new Screen(ConsoleOf(output), ConsoleOf(error)), token);
        return new(code, output.ToString(), error.ToString());
    }

    private static IAnsiConsole ConsoleOf(StringWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        return console;
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(string? value) => throw new NotSupportedException("broken");
    }

    private sealed class CancellingWriter(string line, CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(line, StringComparison.Ordinal) == true)
                source.Cancel();
        }
    }
}
