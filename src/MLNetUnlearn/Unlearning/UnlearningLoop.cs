using Microsoft.ML.Runtime;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// The loop that all gradient methods share: a batch of the forget set beside a batch of the remaining windows at every step, a fresh
/// Adam (Kingma and Ba 2015, defaults), bounded gradients, and a stop rule. Steps per epoch = |D_f| / batch.
/// </summary>
internal sealed class UnlearningLoop(SequenceModule student, SequenceModule teacher, UnlearningJob job, GradientUnlearningOptions options)
{
    private const int SharedCandidates = 200;

    private readonly RankingPairs _forget = job.Data.Forget;
    private readonly CounterRandom _random = new((ulong)job.Seed, 0);
    private readonly NegativeSampler _sampler = new(job.Data.UserItems, job.Data.ItemCount);
    private int _step;

    /// <summary>Runs to the last epoch, until the stop rule is reached, or until cancelled.</summary>
    /// <exception cref="InvalidOperationException">The loss is no number; the original model is untouched.</exception>
    public void Run()
    {
        using var optimizer = torch.optim.Adam(student.parameters(), options.LearningRate);
        var forget = new ShuffledBatches(_forget.Count, (ulong)job.Seed, stream: 1);
        var remaining = new ShuffledBatches(job.Data.Remaining.Count, (ulong)job.Seed, stream: 2);
        var stepsPerEpoch = (_forget.Count + options.BatchSize - 1) / options.BatchSize;
        var lastStep = (long)options.MaximumEpochs * stepsPerEpoch;
        var stop = new StopCheck(options, student, job, stepsPerEpoch);
        teacher.eval();
        while (!IsCancelled() && !IsReached(stop) && _step < lastStep)
            Step(forget.Next(options.BatchSize), remaining.Next(options.BatchSize), optimizer);
        var summary = FormattableString.Invariant(
            $"{options.Name}: {_step} steps, {(double)_step / stepsPerEpoch:F1} passes over {_forget.Count} pairs to forget.");
        if (_step == 0)
            job.Channel.Warning(MessageSensitivity.None, summary); // the result is the original: nobody should take it for unlearned
        else
            job.Channel.Info(MessageSensitivity.None, summary);
        student.eval();
    }

    private bool IsCancelled()
    {
        if (!options.CancellationToken.IsCancellationRequested)
            return false;
        job.Channel.Warning(MessageSensitivity.None, $"{options.Name}: cancelled after {_step} steps.");
        return true;
    }

    private bool IsReached(StopCheck stop)
    {
        try
        {
            return stop.IsReached(_step);
        }
        catch (NotANumberException)
        {
            throw Diverged(FormattableString.Invariant($"scores became NaN at step {_step}"));
        }
    }

    private InvalidOperationException Diverged(string what) =>
        new($"{options.Name}: {what}; a lower LearningRate may help. The original model is unchanged.");

    private void Step(ReadOnlySpan<int> forget, ReadOnlySpan<int> remaining, optim.Optimizer optimizer)
    {
        using var scope = torch.NewDisposeScope();
        student.train();
        student.Noise.BeginStep(job.Seed, _step++);
        var targets = new long[forget.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = _forget.Contexts.LastTarget(forget[i]);
        var device = student.Device;
        var step = new UnlearningStep(
            student, teacher, _forget.Contexts.Pack(forget, device), torch.tensor(targets, device: device),
            new TargetBatch(job.Data.Remaining, remaining, _sampler, _random, device), torch.tensor(SharedItems(), device: device));
        var loss = options.Loss(step);
        var value = loss.cpu().item<float>();
        if (!float.IsFinite(value))
            throw Diverged(FormattableString.Invariant($"the loss became {value} at step {_step}"));
        optimizer.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(student.parameters(), options.GradientNormBound);
        optimizer.step();
    }

    private long[] SharedItems()
    {
        var items = new long[SharedCandidates];
        for (var i = 0; i < items.Length; i++)
            items[i] = 1 + _random.NextInt(job.Data.ItemCount);
        return items;
    }
}
