using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>The ways to say what is to be forgotten.</summary>
internal sealed class RequestOptions
{
    public Option<string?> File { get; } = CommonOptions.OptionalFile(
        "--requests", "Requests as CSV: user,item on each line; without an item, everything of the user.");

    public Option<string?> User { get; } = new(
        "--user") { Description = "The user who asks; everything of the user, or what --item names." };

    public Option<string[]> Items { get; } =
        new("--item") { Description = "An item of --user; may come often.", DefaultValueFactory = _ => [] };

    public Option<double?> Sample { get; } = new("--sample")
    {
        Description = "Instead of requests: draw this share of the users, and up to half of the training items of each, as a trial.",
        CustomParser = Share,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { File, User, Items, Sample })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var ways = new Option[] { File, User, Sample }.Count(option => result.GetResult(option) is { Implicit: false });
            if (ways != 1)
                result.AddError("Say what is to be forgotten by one of --requests, --user and --sample.");
            if (result.GetResult(Items) is { Implicit: false } && result.GetResult(User) is null)
                result.AddError("--item needs --user.");
            if (result.GetResult(Items) is { Implicit: false } items && items.Tokens.Any(item => string.IsNullOrWhiteSpace(item.Value)))
                result.AddError("--item names no item; everything of the user is --user without --item.");
        });
    }

    /// <summary>What is wished, or null where it is to be drawn.</summary>
    public IReadOnlyList<Wish>? Wishes(Run run, ProjectSource source) => run.Get(File) is { } file ? RequestFile.Read(file, source)
        : run.Get(User) is not { } user ? null
        : run.Get(Items) is { Length: > 0 } items ? [.. items.Select(item => new Wish("--item", user, item))]
        : [new Wish("--user", user, null)];

    private static double? Share(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return null; // which is an error already
        if (double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1)
            return share;
        result.AddError($"--sample is {token.Value}; it must be a number above 0 and at most 1.");
        return null;
    }
}
