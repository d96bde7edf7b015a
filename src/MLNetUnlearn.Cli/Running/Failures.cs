namespace MLNetUnlearn.Cli.Running;

/// <summary>The command line asks for something that cannot be; all problems are listed.</summary>
internal sealed class UsageException(params IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems => problems;
}

/// <summary>A file, or what is in it, cannot be used; all problems are listed.</summary>
internal sealed class DataException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, problems), inner)
{
    public DataException(string problem, Exception? inner = null)
        : this([problem], inner)
    {
    }

    public IReadOnlyList<string> Problems => problems;
}

/// <summary>How a run failed: its exit code, and a line for each problem.</summary>
internal sealed record Failure(int ExitCode, IReadOnlyList<string> Messages)
{
    /// <summary>What an exception means to the person at the terminal. The library's messages are made to be read.</summary>
    /// <param name="exception">What ended the run.</param>
    /// <param name="goesOn">Whether the same command again goes on where a cancelled one was.</param>
    public static Failure Of(Exception exception, bool goesOn = false) => exception switch
    {
        UsageException usage => new(Running.ExitCode.Usage, usage.Problems),
        DataException data => new(Running.ExitCode.Data, data.Problems),
        OperationCanceledException => new(Running.ExitCode.Cancelled, [
            goesOn ? "Cancelled. The same command again goes on from here." : "Cancelled. The same command again starts anew."]),
        ArgumentException { ParamName: { } name } argument => new(
            Running.ExitCode.Usage, [argument.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)]),
        ArgumentException argument => new(Running.ExitCode.Usage, [argument.Message]),
        InvalidOperationException or FormatException or IOException or UnauthorizedAccessException =>
            new(Running.ExitCode.Data, [exception.Message]),
        _ => new(Running.ExitCode.Unexpected, [$"Unexpected {exception.GetType().Name}: {exception.Message}"]),
    };
}
