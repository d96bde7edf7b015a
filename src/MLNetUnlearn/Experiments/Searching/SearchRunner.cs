using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>Tries points of a space, one after another, and keeps what came out.</summary>
internal sealed class SearchRunner<TOptions>(SearchSpace<TOptions> space, SearchWork<TOptions> work, SearchOptions options)
    where TOptions : class
{
    private readonly List<SearchTrial<TOptions>> _trials = [];
    private Exception? _firstError;

    public SearchResult<TOptions> Run(MLContext mlContext, string folder)
    {
        Check(folder);
        using var channel = ((IHostEnvironment)mlContext).Register(SearchLog.Name).Start(SearchLog.Name);
        using var data = new RunFingerprint();
        work.AddTo(data);
        var log = new SearchLog(channel, options.Progress, Rounds());
        var runs = new SearchFolder<TOptions>(new ResultFolder(SearchLog.Name, folder, channel), work, options, data.Result());
        SearchObservation[]? goOn = null; // in the order of their losses
        foreach (var (count, epochs) in Rounds())
        {
            List<SearchObservation> round = [];
            for (var i = 0; i < Math.Min(count, goOn?.Length ?? count); i++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var (trial, point) = goOn is null
                    ? (i, options.Tuner.Propose(space.Dimensions, i, round, options.Seed)) : (goOn[i].Trial, goOn[i].Point);
                var (result, isKept) = Trial(runs, trial, point, epochs);
                _trials.Add(result);
                round.Add(new SearchObservation(trial, point, Loss(result)));
                log.Tell(result, isKept, options.Objectives[0]);
            }
            goOn = [.. round.Where(one => one.Loss is not null).OrderBy(one => one.Loss).ThenBy(one => one.Trial)];
        }
        return Result();
    }

    private void Check(string folder)
    {
        var problems = new OptionProblems(SearchLog.Name);
        space.Check(problems);
        problems.Require(!string.IsNullOrWhiteSpace(folder), nameof(folder), folder, "a path");
        options.Check(problems, space.Dimensions);
        work.Check(problems);
        problems.ThrowIfAny("options");
    }

    private IEnumerable<(int Trials, int? Epochs)> Rounds()
    {
        var trials = options.Tuner.Count(space.Dimensions, options.Trials);
        return options.Halving is { } halving ? halving.Rounds(trials) : [(trials, null)];
    }

    private (SearchTrial<TOptions> Trial, bool IsKept) Trial(SearchFolder<TOptions> runs, int trial, double[] point, int? epochs)
    {
        var (at, parameters) = space.At(point);
        var prepared = work.Of(at, epochs);
        var blank = new ReportRun(
            FormattableString.Invariant($"trial {trial + 1}{(epochs is null ? "" : $", {epochs} epochs")}"), work.Role, options.Seed,
            new Dictionary<string, double>()) { Settings = parameters };
        var (run, isKept, error) = Made(runs, prepared, blank);
        // All of them, so that a misspelt one ends the search at its first trial.
        var values = run is null ? [] : options.Objectives.Select(objective => Value(run, objective)).ToArray();
        return (new SearchTrial<TOptions>(
            trial + 1, prepared, epochs, run ?? blank, values.Length == 0 ? null : values[0], error), isKept);
    }

    private (ReportRun? Run, bool IsKept, string? Error) Made(SearchFolder<TOptions> runs, TOptions prepared, ReportRun blank)
    {
        try
        {
            var (run, isKept) = runs.Of(prepared, blank);
            return (run, isKept, null);
        }
        // Options that do not go together, or a loss that became no number: the next ones may do better.
        catch (Exception exception) when (
            exception is ArgumentOutOfRangeException or InvalidOperationException and not ObjectDisposedException)
        {
            _firstError ??= exception;
            return (null, false, exception.Message);
        }
    }

    private double? Loss(SearchTrial<TOptions> trial) => trial.Value is { } value ? options.Objectives[0].Loss(value) : null;

    private SearchResult<TOptions> Result()
    {
        var made = _trials.Where(trial => trial.Error is null).ToArray();
        if (made.Length == 0)
        {
            throw new InvalidOperationException(
                $"{SearchLog.Name}: none of {_trials.Count} trials gave a model that could be judged. Trial 1: {_firstError!.Message}", _firstError);
        }
        var best = made.GroupBy(trial => trial.Epochs).Last().MinBy(Loss)!;
        var losses = made.Select(trial => options.Objectives.Select(one => one.Loss(Value(trial.Run, one))).ToArray()).ToArray();
        return new SearchResult<TOptions>(_trials, best, [.. ParetoSet.Of(losses).Select(place => made[place])]);
    }

    private static double Value(ReportRun run, SearchObjective objective) => run.Figures.TryGetValue(objective.Figure, out var value)
        ? value
        : throw new InvalidOperationException(
            $"{SearchLog.Name}: '{objective.Figure}' is not among the figures of '{run.Name}': "
            + $"{string.Join(", ", run.Figures.Keys.Order(StringComparer.Ordinal))}.");
}
