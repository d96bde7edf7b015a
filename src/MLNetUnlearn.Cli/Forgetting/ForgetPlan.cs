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
    /// <exception cref="UsageException">There are problems, or were before; all of them are listed.</exception>
    /// <exception cref="DataException">The same, where all of them are of files.</exception>
    public void Check(InputProblems problems)
    {
        string?[] files = [Model, Output, Retrain];
        string[] full = [.. files.Where(file => !string.IsNullOrWhiteSpace(file)).Select(file => Path.GetFullPath(file!))];
        if (full.Distinct().Count() < full.Length)
            problems.Usage(["--model, --out and --retrain must be different files: the model stays as it is."]);
        problems.Usage([.. ModelFile.ExtensionProblemsOf("--out", Output), .. ModelFile.ExtensionProblemsOf("--retrain", Retrain)])
            .Data([.. FileProblems.MissingOf("--model", Model), .. FileProblems.ProblemsOf("--out", Output)])
            .Data([.. FileProblems.ProblemsOf("--retrain", Retrain), .. KeepProblems()]).ThrowIfAny();
    }

    private IEnumerable<string> KeepProblems()
    {
        if (Keep is null)
            yield break;
        if ((Directory.Exists(Keep) || File.Exists(Keep)) && !Kept.IsKept(Keep)) // what a broken-off run kept is looked at later
            yield return Kept.IsThere(Keep);
        else if (Path.GetDirectoryName(Path.GetFullPath(Keep)) is { } parent && !Directory.Exists(parent))
            yield return $"--keep: there is no folder '{parent}'.";
    }
}
