using MLNetUnlearn.Costs;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Reporting;

/// <summary>
/// Draws the curve of a run: a listener for the <c>Progress</c> of trainers and unlearners. Of runs one after another, as SISA's slices, steps
/// are counted on and epochs are each run's own.
/// </summary>
/// <param name="costs">Hears what this one hears, to count the costs; <see langword="null"/>, the default: nobody else does.</param>
public sealed class CurveRecorder(CostRecorder? costs = null) : IProgress<UnlearningReport>, IProgress<TrainingProgress>
{
    private readonly List<CurvePoint> _points = [];
    private readonly CostRecorder _steps = new(); // of all runs

    /// <summary>What was heard, in order.</summary>
    public IReadOnlyList<CurvePoint> Points => _points;

    /// <inheritdoc/>
    public void Report(UnlearningReport value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _steps.Report(value);
        _points.Add(new CurvePoint(
            _steps.Total.Steps!.Value, value.Epoch, value.Loss, ForgetHit: value.ForgetHit, ControlHit: value.ControlHit));
        costs?.Report(value);
    }

    // Only the best validation so far is told: it is this epoch's where it is the best.
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _steps.Report(value);
        _points.Add(new CurvePoint(
            _steps.Total.Steps!.Value, value.Epoch, value.Loss, ValidationNdcg: value.BestEpoch == value.Epoch ? value.BestValidationNdcg : null));
        costs?.Report(value);
    }
}
