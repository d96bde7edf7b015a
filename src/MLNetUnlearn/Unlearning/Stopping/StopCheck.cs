using Microsoft.ML.Runtime;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Measures the student when its stop rule asks for it, and asks the rule.</summary>
internal sealed class StopCheck
{
    private readonly GradientUnlearningOptions _options;
    private readonly SequenceModule _student;
    private readonly UnlearningJob _job;
    private readonly int _stepsPerEpoch;
    private readonly int _every;
    private readonly HitMeter? _meter; // null for the rule that never asks
    private double _lowest = double.PositiveInfinity;
    private int _epochOfLowest;
    private double? _firstControl;

    /// <exception cref="InvalidOperationException">
    /// The rule's interval is below 1, or it needs control pairs and there are none.
    /// </exception>
    public StopCheck(GradientUnlearningOptions options, SequenceModule student, UnlearningJob job, int stepsPerEpoch)
    {
        (_options, _student, _job, _stepsPerEpoch) = (options, student, job, stepsPerEpoch);
        _every = options.Stop.StepsBetweenChecks(stepsPerEpoch);
        if (_every < 1)
        {
            throw new InvalidOperationException(
                $"{options.Name}: {options.Stop.GetType().Name} lets {_every} steps lie between two checks; it must be at least 1.");
        }
        if (options.Stop is NoStop)
            return;
        _meter = new HitMeter(job.Data, job.Seed);
        if (options.Stop.NeedsControls && !_meter.HasControls)
        {
            throw new InvalidOperationException(
                $"{options.Name}: {options.Stop.GetType().Name} has nothing to compare with: no user who forgets nothing has both a " +
                $"window and a validation item ('{job.Original.Options.ValidationColumnName}'). " +
                "Hold validation items out with SplitLeaveOneOut, " +
                $"keep users without requests in the data, or set {nameof(options.Stop)} to {nameof(PatienceStop)} or {nameof(NoStop)}.");
        }
    }

    /// <summary>Whether unlearning has done enough after so many steps.</summary>
    public bool IsReached(int step)
    {
        if (_meter is null || step % _every != 0)
            return false;
        _student.eval();
        var (forget, control) = _meter.Measure(new ModuleScorer(_student, _job.Data.MaximumLength));
        var epoch = step / _stepsPerEpoch;
        if (forget < _lowest)
            (_lowest, _epochOfLowest) = (forget, epoch);
        _firstControl ??= control;
        _job.Channel.Info(MessageSensitivity.None, FormattableString.Invariant(
            $"{_options.Name}: step {step}, Hit@10 on the forget set {forget:F3}, on control pairs {control:F3}"));
        return _options.Stop.IsReached(new UnlearningProgress(step, epoch, forget, control, _firstControl.Value, epoch - _epochOfLowest));
    }
}
