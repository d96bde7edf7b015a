using Microsoft.ML.Runtime;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// A damped Newton step of the items to forget, each by itself, as long as it takes for the pairs to be found no better than control
/// pairs. Where there are too few pairs to measure, learnt pairs of others stand for them, and there is one step only.
/// </summary>
internal sealed class CalibratedMove : IDisposable
{
    private const int FewestMeasured = 200;
    private const int FewestMeasurements = 2000;
    private const int LearntInstead = 3000;

    private readonly SequenceModule _original;
    private readonly UnlearningJob _job;
    private readonly string _method;
    private readonly HitMeter _meter;
    private readonly Tensor _direction; // as large as the item table
    private readonly Tensor _measured;  // the direction of the pairs that are measured
    private double? _firstControl;

    /// <param name="original">The original model, in evaluation mode; it is left so, and is the owner's.</param>
    /// <param name="job">The data.</param>
    /// <param name="method">The method's name in messages.</param>
    /// <param name="damping">λ, above 0.</param>
    /// <exception cref="InvalidOperationException">There are no control pairs.</exception>
    public CalibratedMove(SequenceModule original, UnlearningJob job, string method, double damping)
    {
        (_original, _job, _method) = (original, job, method);
        var forget = job.Data.Forget;
        IsMeasured = forget.Count >= FewestMeasured;
        var measured = IsMeasured ? forget : LearntPairs.Of(job.Data, LearntInstead, job.Seed);
        _meter = new HitMeter(job.Data, measured, job.Seed, FewestMeasurements);
        if (!_meter.HasControls)
        {
            throw new InvalidOperationException(
                $"{method}: there is nothing to compare with: no user who forgets nothing has both a window and a validation item " +
                $"('{job.Original.Options.ValidationColumnName}'). Hold validation items out with SplitLeaveOneOut, " +
                "keep users without requests in the data, or take a method that can do without.");
        }
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        original.train();
        _direction = Direction(forget, damping);
        _measured = IsMeasured ? _direction : Direction(measured, damping);
        original.eval();
        _direction.DetachFromDisposeScope();
        _measured.DetachFromDisposeScope();
    }

    /// <summary>Whether the pairs to forget themselves are measured, so that it makes sense to step again.</summary>
    public bool IsMeasured { get; }

    /// <summary>Steps from where the student is.</summary>
    /// <param name="student">The model to move.</param>
    /// <param name="isFirst">Whether it is still as the original is.</param>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public void Apply(SequenceModule student, bool isFirst)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        student.eval();
        var hits = Along(student);
        _firstControl ??= isFirst ? hits.At(0).Control : Along(_original).At(0).Control; // a resumed run begins with a later step
        var length = StepLength.Of(at => hits.At(at), _firstControl.Value);
        student.ItemEmbedding.weight!.add_(_direction, length);
        var (before, after) = (hits.At(0), hits.At(length));
        _job.Channel.Info(MessageSensitivity.None, FormattableString.Invariant(
            $"{_method}: a step of length {length:G4} takes Hit@10 on {Measured} from {before.Forget:F3} to {after.Forget:F3}, ")
            + FormattableString.Invariant($"on control pairs from {before.Control:F3} to {after.Control:F3}."));
    }

    public void Dispose()
    {
        _direction.Dispose();
        _measured.Dispose();
    }

    private string Measured =>
        IsMeasured ? "the forget set" : $"{_meter.MemberCount} learnt pairs, in place of {_job.Data.Forget.Count} to forget,";

    private HitsAlong Along(SequenceModule module) =>
        _meter.Along(new ModuleScorer(module, _job.Data.ItemCount, _job.Data.MaximumLength), _measured);

    private Tensor Direction(RankingPairs pairs, double damping)
    {
        using var scope = torch.NewDisposeScope();
        var items = new ItemSlots(pairs, _original.Device);
        var probability = new ItemProbability(_original, _job, items);
        var ascent = AscentDirection.Of(_original, _job, pairs, items, probability);
        var curvature = new ItemCurvature(new LearntStates(_original, _job, items), probability);
        return torch.zeros_like(_original.ItemEmbedding.weight!).index_add_(0, items.Items, curvature.Solve(ascent, damping), 1)
            .MoveToOuterDisposeScope();
    }
}
