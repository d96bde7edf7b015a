using Spectre.Console;

namespace MLNetUnlearn.Cli.Running;

/// <summary>Where the tool writes.</summary>
/// <param name="Output">Results: tables, or with <c>--json</c> one JSON object and nothing else.</param>
/// <param name="Error">Progress, warnings and errors.</param>
public sealed record Screen(IAnsiConsole Output, IAnsiConsole Error);
