using System.CommandLine;

namespace MLNetUnlearn.Cli.Running;

/// <summary>Brings a result or a failure to the screen, as JSON where that is asked for.</summary>
internal sealed class Reporter(ParseResult parsed, Screen screen, GlobalOptions options)
{
    /// <summary>Runs a command.</summary>
    /// <param name="command">What it does.</param>
    /// <param name="run">What it was asked for.</param>
    /// <param name="goesOn">Whether the same command again goes on where a cancelled one was.</param>
    /// <returns>The exit code.</returns>
    public int Run(Func<Run, CommandResult> command, Run run, bool goesOn)
    {
        try
        {
            var result = command(run);
            Write(result);
            return result.ExitCode;
        }
#pragma warning disable CA1031 // Nobody is above: whatever it is becomes an exit code and a line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var code = Fail(Failure.Of(exception, goesOn));
            if (options.IsVerbose(parsed))
                Tell(exception.ToString());
            return code;
        }
    }

    /// <summary>Tells of a failure.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(Failure failure)
    {
        foreach (var message in failure.Messages)
            Tell(message);
        if (options.IsJson(parsed))
            Write(new ErrorResult(parsed.CommandResult.Command.Name, failure.ExitCode, failure.Messages));
        return failure.ExitCode;
    }

    public void Tell(string line) => screen.Error.Profile.Out.Writer.WriteLine(line);

    private void Write(CommandResult result)
    {
        if (options.IsJson(parsed))
            screen.Output.Profile.Out.Writer.Write(ResultJson.Text(result));
        else
            result.Show(screen.Output);
    }
}
