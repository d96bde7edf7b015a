using System.CommandLine;
using MLNetUnlearn.Cli.Forgetting;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;

namespace MLNetUnlearn.Cli.Judging;

/// <summary>Which models are judged on what, as options of a command.</summary>
internal sealed class JudgeOptions(bool isModelRequired)
{
    public Option<string?> Model { get; } =
        new("--model") { Description = "The model to judge.", Required = isModelRequired };

    public Option<string?> Original { get; } = CommonOptions.OptionalFile("--original", "The model before it forgot.");

    public Option<string?> Retrained { get; } = CommonOptions.OptionalFile(
        "--retrained", "The reference, trained without the forgotten: with it everything is asked.");

    public Option<string?> Requests { get; } = CommonOptions.OptionalFile(
        "--requests", "What was to be forgotten, as 'forget' takes it. Default: requests.csv of the folder, if it is there.");

    public Option<int> Seed { get; } = CommonOptions.Seed();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Model, Original, Retrained, Requests, Seed })
            command.Options.Add(option);
    }

    /// <summary>What was asked, with all files there.</summary>
    public JudgeRequest Of(Run run, string folder)
    {
        Project.Open(folder); // before anything is said of what it holds
        var asked = new JudgeRequest(
            folder, run.Get(Model)!, run.Get(Original), run.Get(Retrained), run.Get(Requests) ?? Kept.RequestsIn(folder), run.Get(Seed));
        if (asked.Retrained is not null && asked.Requests is null)
            throw new UsageException("--retrained needs --requests: what was to be forgotten.");
        string[] models = [.. new[] { asked.Model, asked.Original, asked.Retrained }.OfType<string>().Select(Path.GetFullPath)];
        if (models.Distinct().Count() < models.Length)
            throw new UsageException("--model, --original and --retrained must be different files.");
        FileProblems.ThrowIfAny(
        [
            .. FileProblems.MissingOf("--model", asked.Model), .. FileProblems.MissingOf("--original", asked.Original),
            .. FileProblems.MissingOf("--retrained", asked.Retrained), .. FileProblems.MissingOf("--requests", asked.Requests),
        ]);
        return asked;
    }
}

/// <summary>Which models are judged on what.</summary>
internal sealed record JudgeRequest(string Folder, string Model, string? Original, string? Retrained, string? Requests, int Seed);
