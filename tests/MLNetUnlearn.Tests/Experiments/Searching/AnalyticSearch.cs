using Microsoft.ML;
using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments.Searching;

/// <summary>A search whose objective is a formula of the options, with one known best point: shrinkage 10, decay 0.3, 50 neighbours.</summary>
internal sealed class AnalyticSearch : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TempFolder _temp = new();
    private readonly IDataView _sequences;

    public AnalyticSearch() => _sequences = Views.Split(_mlContext, "u1: a b c d; u2: a c b d; u3: b a c d");

    public static SearchSpace<ItemKnnOptions> Space { get; } = SearchSpace.Of(new ItemKnnOptions())
        .LogUniform("Shrinkage", 0.1, 1000, (options, value) => options with { Shrinkage = value })
        .Uniform("Decay", 0, 1, (options, value) => options with { Decay = value })
        .Choice("Neighbors", [10, 20, 50, 100], (options, value) => options with { Neighbors = value });

    public string Folder => _temp.Path;

    public static double Loss(ItemKnnOptions options)
    {
        var (shrinkage, decay) = (Math.Log10(options.Shrinkage) - 1, options.Decay - 0.3);
        return (shrinkage * shrinkage / 4) + (4 * decay * decay) + (options.Neighbors == 50 ? 0 : 0.5);
    }

    public static RecommenderSearchOptions Options(int trials, int seed = 1, SearchTuner? tuner = null) => new()
    {
        Trials = trials, Seed = seed, Tuner = tuner ?? new TpeTuner(), Objectives = [new SearchObjective("loss", MetricGoal.Lower)],
        Judge = Judge, MaximumLength = 4,
    };

    public static IReadOnlyDictionary<string, double> Judge(RecommenderTransformer model) =>
        new Dictionary<string, double> { ["loss"] = Loss((ItemKnnOptions)model.Options) };

    public SearchResult<ItemKnnOptions> Run(RecommenderSearchOptions options, string folder = "a", SearchSpace<ItemKnnOptions>? space = null) =>
        _mlContext.SequentialRecommendation().Search(_sequences, space ?? Space, _temp.File(folder), options);

    /// <summary>Everything but what hangs on the clock.</summary>
    public static string[] Told<TOptions>(SearchResult<TOptions> result) =>
    [
        .. result.Trials.Select(trial => FormattableString.Invariant(
            $"{trial.Number}/{trial.Epochs}: {string.Join(", ", trial.Parameters)} -> {trial.Value:R} {trial.Error}")),
        $"best {result.BestTrial.Number}", $"front {string.Join(" ", result.ParetoSet.Select(trial => trial.Number))}",
    ];

    public void Dispose() => _temp.Dispose();
}
