namespace MLNetUnlearn.Cli.Running;

/// <summary>How a command ended. The numbers are part of the tool's contract.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    public const int Data = 3;
    public const int Machine = 4;
    public const int Cancelled = 130; // as shells have it for a process that SIGINT ended

    /// <summary>What each means, for the help.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "done"),
        (Unexpected, "unexpected error; --verbose shows where"),
        (Usage, "wrong usage or invalid input"),
        (Data, "a file or its data cannot be used"),
        (Machine, "doctor found a problem of the machine"),
        (Cancelled, "cancelled; train and forget go on when run again"),
    ];

    /// <summary>All, a line for each.</summary>
    public static string Text => "Exit codes:" + string.Concat(All.Select(line => $"\n{line.Code,5}  {line.Meaning}"));
}
