using MLNetUnlearn.Cli.Models;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>What 'forget' was told.</summary>
internal sealed record ForgetPlan(
    string Folder, string Model, Method Method, UnlearningOptions Options, string Output, string? Retrain, string? Keep, double? Sample,
    int Seed, int? Threads)
{
    /// <summary>Finds what is wrong before any work.</summary>
    public void Check()
    {
        string?[] files = [Model, Output, Retrain];
        string[] full = [.. files.Where(file => !string.IsNullOrWhiteSpace(file)).Select(file => Path.GetFullPath(file!))];
        if (full.Distinct().Count() < full.Length)
            throw new UsageException("--model, --out and --retrain must be different files: the model stays as it is.");
        WholeFile.ThrowIfAny(
            [.. WholeFile.MissingOf("--model", Model), .. ModelFile.ProblemsOf("--out", Output), .. ModelFile.ProblemsOf("--retrain",
                Retrain)],
            [.. KeepProblems()]);
    }

    private IEnumerable<string> KeepProblems()
    {
        if (Keep is null)
            yield break;
        if (Directory.Exists(Keep) || File.Exists(Keep))
            yield return $"--keep: '{Keep}' is there already.";
        else if (Path.GetDirectoryName(Path.GetFullPath(Keep)) is { } parent && !Directory.Exists(parent))
            yield return $"--keep: there is no folder '{parent}'.";
    }
}
