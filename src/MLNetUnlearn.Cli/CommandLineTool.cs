using System.CommandLine;
using System.CommandLine.Help;
using MLNetUnlearn.Cli.Commands;
using MLNetUnlearn.Cli.Running;

namespace MLNetUnlearn.Cli;

/// <summary>The tool as a function of its arguments: what <c>mlnet-unlearn</c> runs.</summary>
public static class CommandLineTool
{
    private const string Name = "mlnet-unlearn";

    /// <summary>Runs a command; whatever goes wrong ends in an exit code.</summary>
    /// <param name="arguments">The command line without the tool's name.</param>
    /// <param name="screen">Where results and progress go.</param>
    /// <param name="cancellationToken">Cancelling ends the run; train and forget go on from there when they are run again.</param>
    /// <returns>The exit code; docs/cli.md lists them.</returns>
    public static int Run(IReadOnlyList<string> arguments, Screen screen, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(screen);
        var options = new GlobalOptions();
        var parsed = Root(screen, options, cancellationToken).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            var command = parsed.CommandResult.Command;
            var report = new Reporter(parsed, screen, options);
            var code = report.Fail(new Failure(ExitCode.Usage, [.. parsed.Errors.Select(error => error.Message)]));
            report.Tell($"See: {Name} {(command.Name == Name ? "" : command.Name + " ")}--help");
            return code;
        }
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = screen.Output.Profile.Out.Writer,
            Error = screen.Error.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,
        });
    }

    // Not a RootCommand, which has the name of the process.
    private static Command Root(Screen screen, GlobalOptions options, CancellationToken token)
    {
        var root = new Command(
            Name, "Trains sequential recommenders, makes them forget, and says beside a retrained model whether they did.")
        {
            new HelpOption { Action = new HelpWithExitCodes(new HelpAction()) }, new VersionOption(),
        };
        foreach (var option in options.All)
            root.Options.Add(option);
        foreach (var create in CommandCatalog.All)
        {
            var tool = create();
            tool.Command.SetAction(parsed => new Reporter(parsed, screen, options).Run(
                tool.Run, new Run(parsed, screen, token), tool.GoesOn));
            root.Subcommands.Add(tool.Command);
        }
        return root;
    }
}
