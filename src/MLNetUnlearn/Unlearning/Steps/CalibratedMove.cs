using Microsoft.ML.Runtime;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// A damped Newton step of the items to forget, each by itself, as long as it takes for the pairs to be found no better than control
/// pairs. Where there are too few pairs to measure, learnt pairs of others stand for them.
/// </summary>
internal sealed class CalibratedMove : IItemMove
{
    private const int FewestMeasured = 200;
    private const int FewestRepeated = 500; // what mends is too short to bring back much of fewer
    private const int FewestMeasurements = 2000;
    private const int LearntInstead = 3000;

    private readonly SequenceModule _original;
    private readonly UnlearningJob _job;
    private readonly NewtonStepOptions _options;
    private readonly HitMeter _meter;
    private readonly int[] _occurrences; // of each item, from 0, in what remains
    private readonly Tensor _direction; // as large as the item table
    private readonly Tensor _measured;  // the direction of the pairs that are measured

    /// <param name="original">The original model, in evaluation mode; it is left so, and is the owner's.</param>
    /// <param name="job">The data.</param>
    /// <param name="options">The method's.</param>
    /// <exception cref="InvalidOperationException">There are no control pairs.</exception>
    public CalibratedMove(SequenceModule original, UnlearningJob job, NewtonStepOptions options)
    {
        (_original, _job, _options) = (original, job, options);
        _occurrences = ItemOccurrences.AmongTargets(job.Data.Remaining, job.Data.ItemCount);
        var forget = job.Data.Forget;
        IsMeasured = forget.Count >= FewestMeasured;
        var measured = IsMeasured ? forget : LearntPairs.Of(job.Data, LearntInstead, job.Seed);
        _meter = new HitMeter(job.Data, measured, job.Seed, job.Scorer(original), FewestMeasurements);
        if (!_meter.HasControls)
        {
            throw job.NoControls(
                $"{options.Name}: there is nothing to compare with",
                ", keep users without requests in the data, or take a method that can do without");
        }
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        original.train();
        _direction = Direction(forget, among: 0);
        _measured = IsMeasured ? _direction : Direction(measured, among: 1);
        original.eval();
        if (IsMeasured)
            Spread();
        _direction.DetachFromDisposeScope();
        _measured.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public bool IsToBeRepeated => _job.Data.Forget.Count >= FewestRepeated;

    // Whether the pairs to forget themselves are.
    private bool IsMeasured { get; }

    /// <inheritdoc/>
    public void Apply(SequenceModule student)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        student.eval();
        var hits = _meter.Along(_job.Scorer(student), _measured);
        var length = StepLength.Of(hits.At, _meter.FirstControl);
        student.ItemEmbedding.weight!.add_(_direction, length);
        var (before, after) = (hits.At(0), hits.At(length));
        _job.Channel.Info(MessageSensitivity.None, FormattableString.Invariant(
            $"{_options.Name}: a step of length {length:G4} takes Hit@10 on {Measured} from {before.Forget:F3} to {after.Forget:F3}, ")
            + FormattableString.Invariant($"on control pairs from {before.Control:F3} to {after.Control:F3}."));
    }

    public void Dispose()
    {
        _direction.Dispose();
        _measured.Dispose();
    }

    private string Measured =>
        IsMeasured ? "the forget set" : $"{_meter.MemberCount} learnt pairs, in place of {_job.Data.Forget.Count} to forget,";

    // Pairs that stand for others are themselves among what remains.
    private Tensor Direction(RankingPairs pairs, int among)
    {
        using var scope = torch.NewDisposeScope();
        var items = new ItemSlots(pairs, _original.Device);
        var probability = new ItemProbability(_original, _job, items);
        var ascent = AscentDirection.Of(_original, _job, pairs, items, probability, Falls(among));
        var curvature = new ItemCurvature(new LearntStates(_original, _job, items), probability);
        return torch.zeros_like(_original.ItemEmbedding.weight!).index_add_(0, items.Items, curvature.Solve(ascent, _options.Damping), 1)
            .MoveToOuterDisposeScope();
    }

    // Each item's row falls as far as an item that the model never saw might: pairs that all fall alike can be told by it.
    private void Spread()
    {
        var scorer = _job.Scorer(_original);
        var spread = new ScoreSpread(scorer, _job.Data.Forget, _meter.Controls, _occurrences);
        FallRates.Scale(_direction, scorer, _job.Data.Forget, spread.Draw(Falls(among: 0), _options.FallDeviation, _job.Seed));
    }

    // Of each item, how far its score is taken to fall.
    private float[] Falls(int among) =>
        Array.ConvertAll(_occurrences, count => (float)(_options.ScoreFall / (1 + Math.Max(0, count - among))));
}
