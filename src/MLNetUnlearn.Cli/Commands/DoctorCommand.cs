using System.CommandLine;
using System.Text.Json.Serialization;
using MLNetUnlearn.Cli.Health;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>Looks whether the tool can work here, and what is wrong with a file.</summary>
internal static class DoctorCommand
{
    public static ToolCommand Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "A log, a project folder or a model file to look at, too.", Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("doctor", "Looks whether everything is there to work with, and what is wrong with a file.") { file };
        var columns = new ColumnOptions();
        columns.AddTo(command);
        return new(command, run =>
        {
            var checks = MachineChecks.All(run).ToList();
            if (run.Get(file) is { } path)
                checks.AddRange(FileChecks.Of(run, path, columns));
            return new DoctorResult(checks);
        });
    }

    private sealed record DoctorResult(IReadOnlyList<Check> Checks) : CommandResult("doctor")
    {
        public bool IsHealthy => Checks.All(check => check.State != CheckState.Bad);

        [JsonIgnore]
        public override int ExitCode => Checks.Any(check => check is { State: CheckState.Bad, IsOfFile: true }) ? Running.ExitCode.Data
            : IsHealthy ? Running.ExitCode.Ok : Running.ExitCode.Machine;

        public override void Show(IAnsiConsole console)
        {
            foreach (var check in Checks)
                console.WriteLine($"{Mark(check.State)}  {check.Name}: {check.Finding}");
        }

        private static string Mark(CheckState state) => state switch
        {
            CheckState.Good => "ok  ",
            CheckState.Warning => "warn",
            _ => "BAD ",
        };
    }
}
