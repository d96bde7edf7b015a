using System.Diagnostics;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>
/// Trains a module on windows: shuffled epochs, Adam, validation every few epochs, early stop, and the best weights at the end.
/// </summary>
internal sealed class TrainingLoop(SequenceModule module, RecommenderData data, RecommenderOptions options, long seed, IChannel channel)
{
    private const int ShuffleStream = 0;
    private const int NegativeStream = 1;

    private readonly NegativeSampler _sampler = new(data.UserItems, data.ItemCount);
    private readonly int[] _order = [.. Enumerable.Range(0, data.Remaining.Count)];
    private double _bestScore = double.NegativeInfinity;
    private int _bestEpoch;
    private long _step;

    /// <summary>
    /// Runs to the last epoch, to the early stop, or until cancelled or diverged; leaves the best weights in the module.
    /// </summary>
    /// <exception cref="InvalidOperationException">The loss is no number and there is no earlier model to keep.</exception>
    public void Run()
    {
        using var best = new WeightSnapshot();
        using var optimizer = torch.optim.Adam(module.parameters(), options.LearningRate, 0.9, options.Beta2);
        var clock = Stopwatch.StartNew();
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            var loss = RunEpoch(epoch, optimizer);
            if (!double.IsFinite(loss))
            {
                Diverged(FormattableString.Invariant($"the loss became {loss} at step {_step} (epoch {epoch})"));
                break;
            }
            if (options.CancellationToken.IsCancellationRequested)
            {
                channel.Warning(MessageSensitivity.None, $"{options.Name}: cancelled in epoch {epoch}.");
                if (data.Validation.Count == 0)
                    return; // nothing says that earlier weights are better than those of the last step
                break;
            }
            var isDue = epoch % options.ValidateEveryEpochs == 0 || epoch == options.Epochs;
            if (isDue && !TryValidate(epoch, best))
            {
                Diverged(FormattableString.Invariant($"scores became NaN in epoch {epoch}"));
                break;
            }
            Report(epoch, loss, clock.Elapsed);
            if (epoch - _bestEpoch >= options.PatienceEpochs && isDue)
                break;
        }
        if (_bestEpoch > 0)
            best.Restore(module);
    }

    /// <returns>The mean loss of the epoch's steps; the first one that is no number; or 0 when cancelled before a step.</returns>
    private double RunEpoch(int epoch, optim.Optimizer optimizer)
    {
        module.train();
        new CounterRandom((ulong)seed, Stream(ShuffleStream, epoch)).Shuffle(_order.AsSpan());
        var negatives = new CounterRandom((ulong)seed, Stream(NegativeStream, epoch));
        var (total, steps) = (0.0, 0);
        for (var start = 0; start < _order.Length; start += options.BatchSize)
        {
            if (options.CancellationToken.IsCancellationRequested)
                break;
            var loss = Step(_order.AsSpan(start, Math.Min(options.BatchSize, _order.Length - start)), optimizer, negatives);
            if (!double.IsFinite(loss))
                return loss;
            total += loss;
            steps++;
        }
        return steps == 0 ? 0 : total / steps;
    }

    private double Step(ReadOnlySpan<int> windows, optim.Optimizer optimizer, CounterRandom negatives)
    {
        using var scope = torch.NewDisposeScope();
        module.Noise.BeginStep(seed, _step++);
        var batch = new TargetBatch(data.Remaining, windows, _sampler, negatives, module.Device);
        var hidden = batch.AtTargets(module.call(batch.Sequences));                                     // M×d
        var loss = PairwiseBinaryCrossEntropy.Of(
            ItemScores.Of(module, hidden, batch.Targets),
            ItemScores.Of(module, hidden, batch.Negatives));
        var value = loss.cpu().item<float>();
        if (!float.IsFinite(value))
            return value;
        optimizer.zero_grad();
        loss.backward();
        if (options.GradientNormBound is { } bound)
            nn.utils.clip_grad_norm_(module.parameters(), bound);
        optimizer.step();
        return value;
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
            var ranks = Ranker.Ranks(new ModuleScorer(module, data.MaximumLength), data.Validation, options.ValidationNegatives, seed);
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

    private void Report(int epoch, double loss, TimeSpan elapsed)
    {
        var left = elapsed / epoch * (options.Epochs - epoch);
        var validation = data.Validation.Count == 0 || _bestEpoch == 0 ? ""
            : FormattableString.Invariant($", best validation NDCG@10 {_bestScore:F4} (epoch {_bestEpoch})");
        channel.Info(MessageSensitivity.None, FormattableString.Invariant(
            $"{options.Name}: epoch {epoch}/{options.Epochs}, loss {loss:F4}{validation}, at most {left.TotalSeconds:F0} s left"));
    }

    private static ulong Stream(int purpose, int epoch) => ((ulong)epoch << 8) | (uint)purpose;
}
