using System.CommandLine;

namespace MLNetUnlearn.Cli.Running;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Argument<string> Project() =>
        new("FOLDER") { Description = "The project folder that 'prepare' made." };

    public static Option<int> Seed() =>
        new("--seed") { Description = "Seed of everything random; the same seed gives the same result.", DefaultValueFactory = _ => 1 };

    public static Option<int?> Threads() => Count("--threads", "Threads that one operation may use. Default: all cores.");

    public static Option<string> File(string name, string description) => new(name) { Description = description, Required = true };

    public static Option<string?> OptionalFile(string name, string description) => new(name) { Description = description };

    public static Option<string[]> Settings(string what) => new("--set")
    {
        Description = $"An option of {what}, as Name=Value; may come often. A wrong name lists the right ones.",
        DefaultValueFactory = _ => [],
    };

    public static Option<int?> Count(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var value) || value < 1))
                result.AddError($"{name} is {result.Tokens[0].Value}; it must be a whole number of at least 1.");
        });
        return option;
    }
}
