using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>Tells the log and a listener how far a search has come.</summary>
internal sealed class SearchLog(IChannel channel, IProgress<SearchProgress>? progress, IEnumerable<(int Trials, int? Epochs)> rounds)
{
    public const string Name = "Search";

    private readonly (int Trials, int? Epochs)[] _rounds = [.. rounds];
    private int _done;
    private int? _round;
    private double? _best;
    private double _seconds;
    private double _work; // trials, each as often as it had epochs
    private double _workWithTime; // of those whose time is known

    public void Tell<TOptions>(SearchTrial<TOptions> trial, bool isKept, SearchObjective objective)
    {
        var total = _rounds.Sum(round => round.Trials);
        var (run, work) = (trial.Run, trial.Epochs ?? 1);
        if (trial.Epochs != _round)
            (_round, _best) = (trial.Epochs, null);
        _done++;
        _work += work;
        if (trial.Value is { } known)
        {
            _best = _best is { } best && objective.Loss(best) <= objective.Loss(known) ? best : known;
            _seconds += run.Figures["cost.seconds"] + run.Figures["cost.evaluationSeconds"];
            _workWithTime += work;
            channel.Info(MessageSensitivity.None, FormattableString.Invariant(
                $"{Name}: {_done} of {total}: '{run.Name}': {objective.Figure} {known:G4}, best {_best:G4}{(isKept ? ", kept" : "")}."));
        }
        else
        {
            channel.Warning(MessageSensitivity.None, FormattableString.Invariant($"{Name}: {_done} of {total}: '{run.Name}' failed: {trial.Error}"));
        }
        progress?.Report(new SearchProgress(_done, total, trial.Number, run.Settings, trial.Value, _best, isKept, TimeLeft()));
    }

    private TimeSpan? TimeLeft()
    {
        var left = Math.Max(0, _rounds.Sum(round => round.Trials * (round.Epochs ?? 1.0)) - _work);
        return _workWithTime > 0 ? TimeSpan.FromSeconds(_seconds / _workWithTime * left) : null;
    }
}
