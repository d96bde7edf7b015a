using System.CommandLine;

namespace MLNetUnlearn.Cli.Running;

/// <summary>What every command can be told.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object on standard output, and nothing else there.", Recursive = true,
    };

    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Where an error comes from, with its stack trace.", Recursive = true,
    };

    public IEnumerable<Option> All => [_json, _verbose];

    public bool IsJson(ParseResult parsed) => IsSet(parsed, _json);

    public bool IsVerbose(ParseResult parsed) => IsSet(parsed, _verbose);

    // Of a wrong value, which is an error of its own, there is none to get.
    private static bool IsSet(ParseResult parsed, Option<bool> option) =>
        parsed.GetResult(option) is { } result && !result.Errors.Any() && parsed.GetValue(option);
}
