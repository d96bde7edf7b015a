using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Evaluation.Relearning;

/// <summary>Fine-tunes copies of models on the forgotten pairs, all with the same batches and random numbers.</summary>
/// <param name="forgotten">The pairs to learn.</param>
/// <param name="hits">What tells how well they are known.</param>
/// <param name="training">How the original was trained: loss, negatives, bound of gradients and Adam's decay.</param>
/// <param name="options">Batches, steps and looks.</param>
internal sealed class RelearningRun(
    RankingPairs forgotten, RelearningHits hits, RecommenderOptions training, RelearningEvaluationOptions options)
{
    private const ulong OrderStream = 12;
    private const ulong DrawStream = 13UL << 40;

    /// <summary>The curve from step 0 to the look that finds the goal, or to the last step.</summary>
    /// <exception cref="InvalidOperationException">The loss or a score became no number.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<RelearningPoint> CurveOf(SequentialRecommenderTransformer model, double goal)
    {
        using var scope = torch.NewDisposeScope(); // on TorchSharp, to read a weight makes a handle
        using var copy = ModuleCopy.Of(model.Module, model.Options, model.ItemCount, model.MaximumLength, model.Module.Device);
        using var loss = new TrainingLoss(copy, forgotten.Known, forgotten.ItemCount, training);
        using var optimizer = new ModuleAdam(copy, copy.ItemEmbedding, training.ItemUpdates, options.LearningRate, training.Beta2);
        var scorer = new ModuleScorer(copy, model.ItemCount, model.MaximumLength);
        var step = new TrainingStep(copy, forgotten.Contexts, loss, optimizer, training.GradientNormBound, options.Seed);
        var batches = new PassBatches(forgotten.Count, new ShuffledOrder(options.Seed, OrderStream));
        var curve = new List<RelearningPoint> { new(0, hits.Of(scorer)) };
        while (curve[^1].Hit < goal && curve[^1].Step < options.MaximumSteps)
        {
            copy.train();
            var end = Math.Min(curve[^1].Step + options.CheckEverySteps, options.MaximumSteps);
            for (var taken = curve[^1].Step; taken < end; taken++)
                Take(step, taken, batches.Next(options.BatchSize).Span, model.Options.Name);
            optimizer.CatchUp();
            copy.eval();
            curve.Add(new(end, hits.Of(scorer)));
        }
        return curve;
    }

    private void Take(TrainingStep step, int taken, ReadOnlySpan<int> batch, string name)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        var loss = step.Take(batch, taken, new CounterRandom((ulong)options.Seed, DrawStream + (uint)taken));
        if (!double.IsFinite(loss))
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{RelearningEvaluator.Name}: {name}: the loss became {loss} at step {taken + 1}; a lower LearningRate may help."));
        }
    }
}
