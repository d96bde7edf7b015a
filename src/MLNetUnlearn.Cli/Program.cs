using MLNetUnlearn.Cli;
using MLNetUnlearn.Cli.Running;
using Spectre.Console;

// The only place that knows the process: its streams, its signals, its exit code.
using var interrupts = new Interrupts();
var screen = new Screen(
    ConsoleOf(Console.Out, Console.IsOutputRedirected), ConsoleOf(Console.Error, Console.IsErrorRedirected));
return CommandLineTool.Run(args, screen, interrupts.Token);

// A file or a pipe has no width to wrap lines at, and no colours.
static IAnsiConsole ConsoleOf(TextWriter writer, bool isRedirected)
{
    const int wideEnough = 1000;
    var console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });
    if (isRedirected)
        console.Profile.Width = wideEnough;
    return console;
}
