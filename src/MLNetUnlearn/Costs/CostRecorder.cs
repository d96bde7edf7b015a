using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Costs;

/// <summary>
/// Counts steps and remaining windows: a listener for the <c>Progress</c> of trainers and unlearners. It hears one run after another and
/// adds them up, as those of SISA's shards: a run counts with its last report. One that goes on from a checkpoint is no other than the one
/// that was interrupted. Of runs at the same time give each a recorder of its own.
/// </summary>
public sealed class CostRecorder : IProgress<UnlearningReport>, IProgress<TrainingProgress>
{
    private readonly Lock _gate = new();
    private Heard? _before; // of earlier runs
    private UnlearningReport? _unlearning;
    private TrainingProgress? _training;

    /// <summary>Made by <c>MeasureCost</c>.</summary>
    internal CostRecorder()
    {
    }

    /// <summary>Steps and windows so far; null where nothing was heard.</summary>
    internal (long? Steps, long? RemainingRows) Total
    {
        get
        {
            lock (_gate)
            {
                var all = Sum(Sum(_before, Of(_unlearning)), Of(_training));
                return (all?.Steps, all?.RemainingRows);
            }
        }
    }

    /// <inheritdoc/>
    public void Report(UnlearningReport value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            if (_unlearning is { } last && (value.IsFirst || value.Step < last.Step)) // another run
                _before = Sum(_before, Of(last));
            _unlearning = value;
        }
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            if (_training is { } last && value.Epoch <= last.Epoch) // another run, which begins with epoch 1
                _before = Sum(_before, Of(last));
            _training = value;
        }
    }

    private static Heard? Of(UnlearningReport? report) => report is null ? null : new Heard(report.Step, report.RemainingWindows);

    private static Heard? Of(TrainingProgress? progress) => progress is null ? null : new Heard(progress.Step, progress.Windows);

    private static Heard? Sum(Heard? one, Heard? other) => one is null || other is null
        ? one ?? other : new Heard(one.Steps + other.Steps, one.RemainingRows + other.RemainingRows);

    private sealed record Heard(long Steps, long RemainingRows);
}
