using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>How a search looks for the best options.</summary>
public abstract record SearchOptions
{
    private protected SearchOptions(SearchObjective objective) => Objectives = [objective];

    /// <summary>Points of the space to try, at least 1. Default 20.</summary>
    public int Trials { get; init; } = 20;

    /// <summary>Seed of the tuner, and of the training or unlearning of every trial: trials differ by their options alone. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Which point is tried next. Default <see cref="TpeTuner"/>, at random where there are no more than 10 trials.</summary>
    public SearchTuner Tuner { get; init; } = new TpeTuner();

    /// <summary>
    /// Trials in rounds of ever more epochs; <see cref="Trials"/> are those of the first. <see langword="null"/>, the default: every
    /// trial is run once, with the epochs of its options.
    /// </summary>
    public SuccessiveHalving? Halving { get; init; }

    /// <summary>
    /// What is searched by: the first one decides which trial is the best, all of them which are not beaten. By default the search's own
    /// figure.
    /// </summary>
    public IReadOnlyList<SearchObjective> Objectives { get; init; }

    /// <summary>
    /// Finite figures of a model beside the search's own, which they replace where the names are the same; the model is disposed
    /// afterwards. <see langword="null"/>, the default: there are none.
    /// </summary>
    public Func<RecommenderTransformer, IReadOnlyDictionary<string, double>>? Judge { get; init; }

    /// <summary>
    /// What <see cref="Judge"/> measures, as any text, and whatever else has changed that options do not tell, such as code of your own:
    /// kept results of another text are not used. Default <see langword="null"/>.
    /// </summary>
    public string? Protocol { get; init; }

    /// <summary>
    /// Told after every trial, on the thread that searches; what it throws ends the search. Default <see langword="null"/>.
    /// </summary>
    public IProgress<SearchProgress>? Progress { get; init; }

    /// <summary>
    /// Cancelling ends the search with an exception: the running trial stops after its step, and what it made so far is thrown away.
    /// Default none.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    internal virtual void Check(OptionProblems problems, IReadOnlyList<SearchDimension> dimensions)
    {
        problems.RequireCount(nameof(Trials), Trials);
        problems.Require(Tuner is not null, nameof(Tuner), Tuner, $"a tuner such as {nameof(TpeTuner)}");
        Tuner?.Check(problems, dimensions, Trials);
        Halving?.Check(problems);
        problems.Require(
            Objectives is { Count: > 0 }, nameof(Objectives), Objectives is null ? null : "empty", "a list of at least 1 objective");
        foreach (var objective in Objectives ?? [])
            objective.Check(problems);
    }
}
