using MLNetUnlearn.Costs;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>Hears a run: draws its curve, and lets the costs be counted.</summary>
internal sealed class SweepCurve(CostRecorder costs) : IProgress<UnlearningReport>, IProgress<TrainingProgress>
{
    private readonly List<CurvePoint> _points = [];

    public IReadOnlyList<CurvePoint> Points => _points;

    public void Report(UnlearningReport value)
    {
        _points.Add(new CurvePoint(
            value.Step, value.Epoch, value.Loss, ForgetHit: value.ForgetHit, ControlHit: value.ControlHit));
        costs.Report(value);
    }

    // Only the best validation so far is told: it is this epoch's where it is the best.
    public void Report(TrainingProgress value)
    {
        _points.Add(new CurvePoint(
            value.Step, value.Epoch, value.Loss, ValidationNdcg: value.BestEpoch == value.Epoch ? value.BestValidationNdcg : null));
        costs.Report(value);
    }
}
