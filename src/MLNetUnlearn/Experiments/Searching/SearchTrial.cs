using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>One point of a search space, and what came of it.</summary>
/// <typeparam name="TOptions">The options of a trainer or of a method.</typeparam>
public sealed class SearchTrial<TOptions>
{
    internal SearchTrial(int number, TOptions options, int? epochs, ReportRun run, double? value, string? error)
    {
        (Number, Options, Epochs, Run, Value, Error) = (number, options, epochs, run, value, error);
    }

    /// <summary>The point's number, from 1; in a search in rounds the same in all of them.</summary>
    public int Number { get; }

    /// <summary>The options that it was run with, seed and epochs among them.</summary>
    public TOptions Options { get; }

    /// <summary>The values of the parameters, by their names, as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters => Run.Settings;

    /// <summary>The seed that it was run with.</summary>
    public int Seed => Run.Seed;

    /// <summary>The epochs of its round; <see langword="null"/> in a search without rounds.</summary>
    public int? Epochs { get; }

    /// <summary>All its figures, costs (<c>cost.seconds</c> and others, see <see cref="ReportMetrics"/>) among them; none where it failed.</summary>
    public IReadOnlyDictionary<string, double> Figures => Run.Figures;

    /// <summary>The figure of the first objective; <see langword="null"/> where it failed.</summary>
    public double? Value { get; }

    /// <summary>Why it failed; <see langword="null"/> where it did not.</summary>
    public string? Error { get; }

    internal ReportRun Run { get; }
}
