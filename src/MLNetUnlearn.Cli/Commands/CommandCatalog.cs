using System.CommandLine;
using MLNetUnlearn.Cli.Running;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>A command line, and what it does.</summary>
internal sealed record ToolCommand(Command Command, Func<Run, CommandResult> Run)
{
    /// <summary>Whether the same command again goes on where a cancelled one was. Default false.</summary>
    public bool GoesOn { get; init; }
}

/// <summary>The commands, in the order in which they are needed: one line for each.</summary>
internal static class CommandCatalog
{
    public static IReadOnlyList<Func<ToolCommand>> All { get; } =
    [
        PrepareCommand.Create,
        TrainCommand.Create,
        RecommendCommand.Create,
        ForgetCommand.Create,
        EvaluateCommand.Create,
        ReportCommand.Create,
        DoctorCommand.Create,
    ];
}
