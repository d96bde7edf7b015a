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
    public StopCheck(GradientUnlearningOptions options, SequenceModule student, UnlearningJob job, int stepsPerEpoch)
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
        _meter = new HitMeter(job.Data, job.Data.Forget, job.Seed);
        if (options.Stop.NeedsControls && !_meter.HasControls)
        {
            throw new InvalidOperationException(
                $"{options.Name}: {options.Stop.GetType().Name} has nothing to compare with: no user who forgets nothing has both a " +
                $"window and a validation item ('{job.Original.Options.ValidationColumnName}'). " +
                "Hold validation items out with SplitLeaveOneOut, " +
                $"keep users without requests in the data, or set {nameof(options.Stop)} to {nameof(PatienceStop)} or {nameof(NoStop)}.");
        }
    }

    /// <summary>What the checks so far have to be remembered by; set it to go on from there.</summary>
    public StopPositions Positions { get; set; } = new(null, 0, null);

    /// <summary>Whether the rule ever looks.</summary>
    public bool IsEverDue => _meter is not null;

    /// <summary>Whether the rule looks after so many steps.</summary>
    public bool IsDue(int step) => IsEverDue && step % _every == 0;

    /// <summary>What the rule looks at after so many steps.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public UnlearningProgress Measure(int step)
    {
        _student.eval();
        var (forget, control) = _meter!.Measure(new ModuleScorer(_student, _job.Data.ItemCount, _job.Data.MaximumLength));
        var epoch = step / _stepsPerEpoch;
        var first = Positions.FirstControl ?? control;
        Positions = forget < (Positions.Lowest ?? double.PositiveInfinity)
            ? new StopPositions(forget, epoch, first)
            : Positions with { FirstControl = first };
        return new UnlearningProgress(step, epoch, forget, control, first, epoch - Positions.EpochOfLowest);
    }
}
