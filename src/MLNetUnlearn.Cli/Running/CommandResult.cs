using System.Text.Json.Serialization;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Running;

/// <summary>What a command found or made: a JSON object, or lines and tables for people.</summary>
internal abstract record CommandResult([property: JsonPropertyOrder(-1)] string Command)
{
    /// <summary>The version of the JSON: new properties may come with the same number, none goes or changes without a new one.</summary>
    [JsonPropertyOrder(-2)]
    public int FormatVersion { get; } = 1;

    /// <summary>How the process ends.</summary>
    [JsonIgnore]
    public virtual int ExitCode => Running.ExitCode.Ok;

    /// <summary>Writes it for people.</summary>
    public abstract void Show(IAnsiConsole console);
}

/// <summary>What is told of a run that failed.</summary>
internal sealed record ErrorResult(string Command, int Code, IReadOnlyList<string> Errors) : CommandResult(Command)
{
    [JsonIgnore]
    public override int ExitCode => Code;

    public override void Show(IAnsiConsole console)
    {
        foreach (var error in Errors)
            console.WriteLine(error);
    }
}
