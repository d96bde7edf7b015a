using System.Diagnostics;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Tensors;
using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// Trains a module on windows: shuffled epochs, Adam, validation every few epochs, early stop, and the best weights at the end.
/// </summary>
internal sealed class TrainingLoop(
    SequenceModule module,
    RecommenderData data,
    RecommenderOptions options,
    TrainingLoss objective,
    long seed,
    IChannel channel,
    bool isWarm = false)
{
    private const int ShuffleStream = 0;
    private const int NegativeStream = 1;

    private readonly int[] _order = [.. Enumerable.Range(0, data.Remaining.Count)];
    private readonly Stopwatch _clock = new();
    private double? _bestScore;
    private int _bestEpoch;
    private int _firstEpoch = 1; // of this process
    private long _step;

    /// <summary>
    /// Runs to the last epoch, to the early stop, or until cancelled or diverged; leaves the best weights in the module.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The loss is no number and there is no earlier model to keep, or the checkpoint is of another run.
    /// </exception>
    /// <exception cref="FormatException">The checkpoint cannot be read.</exception>
    public void Run()
    {
        using var best = new WeightSnapshot();
        using var optimizer = new ModuleAdam(
            module, module.ItemEmbedding, options.ItemUpdates, options.LearningRate, options.Beta2);
        var checkpoint = OpenCheckpoint();
        Resume(checkpoint?.TryResume(module, optimizer, best, IsPossible));
        _clock.Start();
        var step = new TrainingStep(module, data.Remaining, objective, optimizer, options.GradientNormBound, seed);
        var isDone = HasRunOut(_firstEpoch - 1) || RunEpochs(step, best, checkpoint);
        if (_bestEpoch > 0 && (isDone || data.Validation.Count > 0))
            best.Restore(module);
        if (isDone)
            checkpoint?.Delete(channel);
    }

    /// <returns>Whether training is done; otherwise it was cancelled.</returns>
    private bool RunEpochs(TrainingStep step, WeightSnapshot best, CheckpointFile<TrainingPositions>? checkpoint)
    {
        for (var epoch = _firstEpoch; epoch <= options.Epochs; epoch++)
        {
            var loss = RunEpoch(epoch, step);
            if (!double.IsFinite(loss))
            {
                Diverged(FormattableString.Invariant($"the loss became {loss} at step {_step} (epoch {epoch})"));
                return true;
            }
            if (options.CancellationToken.IsCancellationRequested)
            {
                channel.Warning(MessageSensitivity.None, $"{options.Name}: cancelled in epoch {epoch}.");
                return false;
            }
            if (IsValidated(epoch) && !TryValidate(epoch, best))
            {
                Diverged(FormattableString.Invariant($"scores became NaN in epoch {epoch}"));
                return true;
            }
            if (checkpoint?.IsDue(epoch) == true)
                checkpoint.Save(module, step.Optimizer, best, new TrainingPositions(epoch, _step, _bestScore, _bestEpoch));
            Report(epoch, loss);
            if (HasRunOut(epoch))
                return true;
        }
        return true;
    }

    private bool IsValidated(int epoch) => epoch % options.ValidateEveryEpochs == 0 || epoch == options.Epochs;

    /// <summary>Whether nothing is left to do after an epoch: it was the last, or patience has run out.</summary>
    private bool HasRunOut(int epoch) =>
        epoch == options.Epochs || (epoch > 0 && IsValidated(epoch) && epoch - _bestEpoch >= options.PatienceEpochs);

    private CheckpointFile<TrainingPositions>? OpenCheckpoint()
    {
        if (options.Checkpoint is null)
            return null;
        using var fingerprint = new RunFingerprint();
        if (isWarm) // random first weights are a function of the seed
            fingerprint.Add(module);
        return new CheckpointFile<TrainingPositions>(
            options.Checkpoint, options.Name, fingerprint.Add(options).Add(seed).Add(data.AppendTo).Result());
    }

    private bool IsPossible(TrainingPositions positions, bool hasBest)
    {
        var stepsPerEpoch = (_order.Length + options.BatchSize - 1L) / options.BatchSize;
        return positions.Epoch >= 1 && positions.Epoch <= options.Epochs && positions.Step == positions.Epoch * stepsPerEpoch
            && positions.BestEpoch >= 0 && positions.BestEpoch <= positions.Epoch
            && hasBest == positions.BestEpoch > 0 && hasBest == positions.BestScore is not null;
    }

    private void Resume(TrainingPositions? positions)
    {
        if (positions is null)
            return;
        (_firstEpoch, _step, _bestScore, _bestEpoch) = (positions.Epoch + 1, positions.Step, positions.BestScore, positions.BestEpoch);
        for (var epoch = 1; epoch < _firstEpoch; epoch++) // each epoch shuffles the order of the one before
            Shuffle(epoch);
        channel.Info(
            MessageSensitivity.None, $"{options.Name}: goes on after epoch {positions.Epoch}, from '{options.Checkpoint!.FilePath}'.");
    }

    private void Shuffle(int epoch) => new CounterRandom((ulong)seed, Stream(ShuffleStream, epoch)).Shuffle(_order.AsSpan());

    /// <returns>The mean loss of the epoch's steps; the first one that is no number; or 0 when cancelled before a step.</returns>
    private double RunEpoch(int epoch, TrainingStep step)
    {
        module.train();
        Shuffle(epoch);
        var negatives = new CounterRandom((ulong)seed, Stream(NegativeStream, epoch));
        var (total, steps) = (0.0, 0);
        for (var start = 0; start < _order.Length; start += options.BatchSize)
        {
            if (options.CancellationToken.IsCancellationRequested)
                break;
            var loss = step.Take(_order.AsSpan(start, Math.Min(options.BatchSize, _order.Length - start)), _step++, negatives);
            if (!double.IsFinite(loss))
                return loss;
            total += loss;
            steps++;
        }
        step.Optimizer.CatchUp(); // always here, so that a run goes on from a checkpoint as it would have without one
        return steps == 0 ? 0 : total / steps;
    }

    /// <summary>Keeps the weights when they rank the validation items best so far; without such items, always.</summary>
    /// <returns>False when the model's scores are no numbers.</returns>
    private bool TryValidate(int epoch, WeightSnapshot best)
    {
        try
        {
            Validate(epoch, best);
            return true;
        }
        catch (NotANumberException)
        {
            return false;
        }
    }

    private void Validate(int epoch, WeightSnapshot best)
    {
        var score = (double)epoch;
        if (data.Validation.Count > 0)
        {
            module.eval();
            var scorer = new ModuleScorer(module, data.ItemCount, data.MaximumLength);
            var ranks = Ranker.Ranks(scorer, data.Validation, options.ValidationNegatives, seed);
            score = RankStatistics.Ndcg(ranks, 10);
        }
        if (score <= _bestScore)
            return;
        (_bestScore, _bestEpoch) = (score, epoch);
        best.Take(module);
    }

    private void Diverged(string what)
    {
        var message = $"{options.Name}: {what}; a lower LearningRate or a GradientNormBound may help.";
        if (_bestEpoch == 0)
            throw new InvalidOperationException($"{message} There is no earlier model to keep.");
        channel.Warning(MessageSensitivity.None, $"{message} The model of epoch {_bestEpoch} is kept.");
    }

    private void Report(int epoch, double loss)
    {
        var left = _clock.Elapsed / (epoch - _firstEpoch + 1) * (options.Epochs - epoch);
        var best = data.Validation.Count == 0 || _bestEpoch == 0 ? null : _bestScore;
        var validation = best is null ? ""
            : FormattableString.Invariant($", best validation NDCG@10 {best:F4} (epoch {_bestEpoch})");
        channel.Info(MessageSensitivity.None, FormattableString.Invariant(
            $"{options.Name}: epoch {epoch}/{options.Epochs}, loss {loss:F4}{validation}, at most {left.TotalSeconds:F0} s left"));
        options.Progress?.Report(new TrainingProgress(
            epoch, options.Epochs, _step, loss, best, best is null ? 0 : _bestEpoch, left, (long)epoch * _order.Length));
    }

    private static ulong Stream(int purpose, int epoch) => ((ulong)epoch << 8) | (uint)purpose;
}
