using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Measures the student when its stop rule is due.</summary>
internal sealed class StopCheck
{
    private readonly SequenceModule _student;
    private readonly UnlearningJob _job;
    private readonly int _stepsPerEpoch;
    private readonly int _every;
    private readonly HitMeter? _meter; // null for the rule that never asks

    /// <exception cref="InvalidOperationException">
    /// The rule's interval is below 1, or it needs control pairs and there are none.
    /// </exception>
    public StopCheck(
        GradientUnlearningOptions options, SequenceModule student, SequenceModule teacher, UnlearningJob job, int stepsPerEpoch)
    {
        (_student, _job, _stepsPerEpoch) = (student, job, stepsPerEpoch);
        _every = options.Stop.StepsBetweenChecks(stepsPerEpoch);
        if (_every < 1)
        {
            throw new InvalidOperationException(
                $"{options.Name}: {options.Stop.GetType().Name} lets {_every} steps lie between two checks; it must be at least 1.");
        }
        if (options.Stop is NoStop)
            return;
        _meter = new HitMeter(job.Data, job.Data.Forget, job.Seed, job.Scorer(teacher));
        if (options.Stop.NeedsControls && !_meter.HasControls)
        {
            throw job.NoControls(
                $"{options.Name}: {options.Stop.GetType().Name} has nothing to compare with",
                ", keep users without requests in the data, or set "
                + $"{nameof(options.Stop)} to {nameof(PatienceStop)} or {nameof(NoStop)}");
        }
    }

    /// <summary>What the checks so far have to be remembered by; set it to go on from there.</summary>
    public StopPositions Positions { get; set; } = new(null, 0);

    /// <summary>Whether the rule ever looks.</summary>
    public bool IsEverDue => _meter is not null;

    /// <summary>Whether there are control pairs to look at.</summary>
    public bool HasControls => _meter?.HasControls == true;

    /// <summary>Whether the rule looks after so many steps.</summary>
    public bool IsDue(int step) => IsEverDue && step % _every == 0;

    /// <summary>What the rule looks at after so many steps.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public UnlearningProgress Measure(int step)
    {
        _student.eval();
        var (forget, control) = _meter!.Measure(_job.Scorer(_student));
        var epoch = step / _stepsPerEpoch;
        if (forget < (Positions.Lowest ?? double.PositiveInfinity))
            Positions = new StopPositions(forget, epoch);
        return new UnlearningProgress(step, epoch, forget, control, _meter.FirstControl, epoch - Positions.EpochOfLowest);
    }
}
