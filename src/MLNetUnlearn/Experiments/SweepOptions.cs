using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments;

/// <summary>How often variants are run, and what their results hang on.</summary>
public sealed record SweepOptions
{
    private static readonly int[] OneSeed = [1];

    /// <summary>
    /// Every variant is run once with each of these seeds, but for a model that is there, which is judged once, as a run of the first one.
    /// Default: 1 alone. Published tables need at least three.
    /// </summary>
    public IReadOnlyList<int> Seeds { get; init; } = OneSeed;

    /// <summary>
    /// What the judge measures, as any text. Change it when the judge changes: kept results of another text are not used. Default
    /// <see langword="null"/>.
    /// </summary>
    public string? Protocol { get; init; }

    /// <summary>
    /// Told after every run, on the thread that runs the sweep; what it throws ends the sweep. Default <see langword="null"/>.
    /// </summary>
    public IProgress<SweepProgress>? Progress { get; init; }

    /// <summary>
    /// Cancelling ends the sweep with an exception: the running method stops after its step, and what it made so far is thrown away.
    /// Default none.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check(IReadOnlyList<SweepVariant> variants, string folder)
    {
        var problems = new OptionProblems(nameof(SweepOptions));
        problems.Require(variants.Count > 0, "The number of variants", variants.Count, "at least 1");
        foreach (var name in variants.GroupBy(variant => variant.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add($"'{name}' is the name of several variants; names must differ.");
        problems.Require(!string.IsNullOrWhiteSpace(folder), "folder", folder, "a path");
        problems.Require(Seeds is { Count: > 0 }, nameof(Seeds), Seeds is null ? null : "empty", "a list of at least 1 seed");
        foreach (var seed in (Seeds ?? []).GroupBy(seed => seed).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add($"{nameof(Seeds)} holds {seed} several times; seeds must differ.");
        problems.ThrowIfAny("options");
    }
}
