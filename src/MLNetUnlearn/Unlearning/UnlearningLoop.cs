using System.Diagnostics;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Steps;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// The loop that all gradient methods share: a batch of the forget set beside a batch of the remaining windows at every step, a fresh
/// Adam (Kingma and Ba 2015, defaults), bounded gradients, and a stop rule. Steps per epoch = |D_f| / batch.
/// </summary>
internal sealed class UnlearningLoop
{
    private readonly SequenceModule _student;
    private readonly SequenceModule _teacher;
    private readonly UnlearningJob _job;
    private readonly GradientUnlearningOptions _options;
    private readonly RankingPairs _forget;
    private readonly CounterRandom _random;
    private readonly NegativeSampler _sampler;
    private readonly PassBatches _forgetBatches;
    private readonly PassBatches _remainingBatches;
    private readonly int _stepsPerEpoch;
    private readonly long _lastStep;
    private readonly StopCheck _stop;
    private readonly UnlearningRun _run;
    private readonly CombinedBackward _backward;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _begun; // when the steps did
    private int _firstStep; // of this process
    private int _step;
    private int _reported = -1;
    private string? _ended;
    private double _losses;
    private int _lossCount;

    /// <exception cref="InvalidOperationException">The stop rule cannot work with these data.</exception>
    public UnlearningLoop(SequenceModule student, SequenceModule teacher, UnlearningJob job, GradientUnlearningOptions options)
    {
        (_student, _teacher, _job, _options, _forget) = (student, teacher, job, options, job.Data.Forget);
        _random = new CounterRandom((ulong)job.Seed, 0);
        _sampler = new NegativeSampler(job.Data.UserItems, job.Data.ItemCount);
        _teacher.eval();
        _run = new UnlearningRun(teacher, job, options.Name);
        _forgetBatches = new PassBatches(_forget.Count, ForgetOrder());
        _remainingBatches = new PassBatches(job.Data.Remaining.Count, new ShuffledOrder(job.Seed, stream: 2));
        _stepsPerEpoch = (_forget.Count + options.BatchSize - 1) / options.BatchSize;
        _lastStep = (long)options.MaximumEpochs * _stepsPerEpoch;
        _stop = new StopCheck(options, student, teacher, job, _stepsPerEpoch);
        _backward = new CombinedBackward(student, options, job.Seed);
    }

    /// <summary>Runs to the last epoch, until the stop rule is reached, until the gradient rule ends it, or until cancelled.</summary>
    /// <exception cref="InvalidOperationException">
    /// The loss is no number, or the checkpoint is of another run; the original model is untouched.
    /// </exception>
    /// <exception cref="FormatException">The checkpoint cannot be read.</exception>
    public void Run()
    {
        using var optimizer = new ModuleAdam(_student, _student.ItemEmbedding, _options.ItemUpdates, _options.LearningRate);
        var checkpoint = OpenCheckpoint();
        Resume(checkpoint?.TryResume(_student, optimizer, best: null, IsPossible));
        _begun = _clock.Elapsed;
        var isCancelled = IsCancelled();
        using var move = isCancelled ? null : _options.Move(_teacher, _job);
        if (_step == 0)
            Apply(move);
        isCancelled = isCancelled || IsCancelled();
        while (!isCancelled && !IsReached(optimizer) && _step < _lastStep)
        {
            Step(optimizer);
            if (_ended is not null)
                break;
            if (_step % _stepsPerEpoch == 0)
                EndEpoch(optimizer, checkpoint);
            isCancelled = IsCancelled();
        }
        optimizer.CatchUp();
        if (!isCancelled && move?.IsToBeRepeated == true)
            Apply(move);
        if (_reported != _step)
            Report(null);
        if (!isCancelled)
            checkpoint?.Delete(_job.Channel);
        Summarise(hasMoved: move is not null);
        _student.eval();
    }

    private IPassOrder ForgetOrder() => _options.Curriculum is { } curriculum
        ? new CurriculumOrder(
            curriculum.Sampling, PairDifficulty.Of(_teacher, _job, _run.NextRetained, curriculum.GradientShare), _job.Seed)
        : new ShuffledOrder(_job.Seed, stream: 1);

    private CheckpointFile<UnlearningPositions>? OpenCheckpoint()
    {
        if (_options.Checkpoint is null)
            return null;
        using var fingerprint = new RunFingerprint();
        _options.AddTo(fingerprint);
        return new CheckpointFile<UnlearningPositions>(
            _options.Checkpoint, _options.Name,
            fingerprint.Add(_job.Seed).Add(_job.Data.AppendTo).Add(_job.Original.Options).Add(_teacher).Result());
    }

    private bool IsPossible(UnlearningPositions positions, bool hasBest) =>
        !hasBest && positions.Step >= 1 && positions.Step <= _lastStep && positions.Step % _stepsPerEpoch == 0
        && positions.ForgetPass <= (ulong)positions.Step && positions.ForgetNext >= 0 && positions.ForgetNext <= _forget.Count
        && positions.RemainingPass <= (ulong)positions.Step
        && positions.RemainingNext >= 0 && positions.RemainingNext <= _job.Data.Remaining.Count;

    private void Resume(UnlearningPositions? positions)
    {
        if (positions is null)
            return;
        _firstStep = _step = positions.Step;
        _random.Position = positions.Random;
        _forgetBatches.Position = (positions.ForgetPass, positions.ForgetNext);
        _remainingBatches.Position = (positions.RemainingPass, positions.RemainingNext);
        (_losses, _lossCount, _stop.Positions) = (positions.Losses, positions.LossCount, positions.Stop);
        _backward.State = positions.Rule;
        _job.Channel.Info(
            MessageSensitivity.None, $"{_options.Name}: goes on after step {_step}, from '{_options.Checkpoint!.FilePath}'.");
    }

    private void EndEpoch(ModuleAdam optimizer, CheckpointFile<UnlearningPositions>? checkpoint)
    {
        optimizer.CatchUp(); // always here, so that a run goes on from a checkpoint as it would have without one
        if (!_stop.IsEverDue)
            Report(null);
        if (checkpoint?.IsDue(_step / _stepsPerEpoch) != true)
            return;
        var ((forgetPass, forgetNext), (remainingPass, remainingNext)) = (_forgetBatches.Position, _remainingBatches.Position);
        checkpoint.Save(_student, optimizer, best: null, new UnlearningPositions(
            _step, _random.Position, forgetPass, forgetNext, remainingPass, remainingNext, _losses, _lossCount, _stop.Positions,
            _backward.State!));
    }

    private bool IsCancelled()
    {
        if (!_options.CancellationToken.IsCancellationRequested)
            return false;
        _job.Channel.Warning(MessageSensitivity.None, $"{_options.Name}: cancelled after {_step} steps.");
        return true;
    }

    private bool IsReached(ModuleAdam optimizer)
    {
        if (!_stop.IsDue(_step))
            return false;
        optimizer.CatchUp();
        var progress = Measure();
        Report(progress);
        return _options.Stop.IsReached(progress);
    }

    private void Apply(IItemMove? move)
    {
        try
        {
            move?.Apply(_student);
        }
        catch (NotANumberException)
        {
            throw ScoresAreNaN();
        }
    }

    private UnlearningProgress Measure()
    {
        try
        {
            return _stop.Measure(_step);
        }
        catch (NotANumberException)
        {
            throw ScoresAreNaN();
        }
    }

    private InvalidOperationException ScoresAreNaN() => _step > 0
        ? Diverged(FormattableString.Invariant($"scores became NaN at step {_step}"))
        : new($"{_options.Name}: scores are NaN before the first step: the original model is broken.");

    private InvalidOperationException Diverged(string what) =>
        new($"{_options.Name}: {what}; a lower LearningRate may help. The original model is unchanged.");

    private void Step(ModuleAdam optimizer)
    {
        using var scope = torch.NewDisposeScope();
        _student.train();
        _student.Noise.BeginStep(_job.Seed, _step);
        var forget = _forgetBatches.Next(_options.BatchSize);
        using var targets = new RentedLongs(forget.Length);
        for (var i = 0; i < forget.Length; i++)
            targets.Span[i] = _forget.Contexts.LastTarget(forget.Span[i]);
        var device = _student.Device;
        var remaining = new TargetBatch(
            _student.Task, _job.Data.Remaining, _remainingBatches.Next(_options.BatchSize).Span, _sampler, negativesPerTarget: 1, _random,
            device);
        var contexts = _student.Task.Query(_forget.Contexts.Pack(forget.Span, device));
        var step = new UnlearningStep(
            _student, _run, contexts, torch.tensor(targets.Memory, [forget.Length], device: device), remaining,
            SharedItems.Draw(_random, _job.Data.ItemCount, device))
        {
            Step = _step, Epoch = _step / _stepsPerEpoch, LastStep = _lastStep, ForgetPairs = forget,
        };
        var (loss, ended) = Combine(_options.Objectives(step));
        if (loss is null)
        {
            _ended = ended;
            return;
        }
        var value = loss.cpu().item<float>();
        CheckFinite(value);
        optimizer.ZeroGrad();
        loss.backward();
        nn.utils.clip_grad_norm_(_student.parameters(), _options.GradientNormBound);
        optimizer.Step();
        _losses += value;
        _lossCount++;
        _step++;
    }

    private (Tensor? Loss, string? Ended) Combine(IReadOnlyList<Objective> objectives)
    {
        try
        {
            return _backward.Combine(objectives, _step, _lastStep);
        }
        catch (NotFiniteNumberException exception)
        {
            throw Diverged(FormattableString.Invariant($"the loss became {exception.OffendingNumber} at step {_step + 1}"));
        }
    }

    private void CheckFinite(float loss)
    {
        if (!float.IsFinite(loss))
            throw Diverged(FormattableString.Invariant($"the loss became {loss} at step {_step + 1}"));
    }

    private void Report(UnlearningProgress? progress)
    {
        double? loss = _lossCount == 0 ? null : _losses / _lossCount;
        var isFirst = _reported < 0 && _firstStep == 0;
        double? controls = _stop.HasControls ? progress?.ControlHit : null;
        (_losses, _lossCount, _reported) = (0, 0, _step);
        var left = TimeLeft();
        var epoch = _step / _stepsPerEpoch;
        var text = FormattableString.Invariant($"{_options.Name}: step {_step} (epoch {epoch}/{_options.MaximumEpochs})")
            + (loss is null ? "" : FormattableString.Invariant($", loss {loss:F4}"))
            + (progress is null ? "" : FormattableString.Invariant($", Hit@10 on the forget set {progress.ForgetHit:F3}"))
            + (controls is null ? "" : FormattableString.Invariant($", on control pairs {controls:F3}"))
            + (left is null ? "" : FormattableString.Invariant($", at most {left.Value.TotalSeconds:F0} s left"));
        _job.Channel.Info(MessageSensitivity.None, text);
        _options.Progress?.Report(new UnlearningReport(
            _step, epoch, loss, progress?.ForgetHit, controls, left, _remainingBatches.Given, _clock.Elapsed)
        {
            IsFirst = isFirst,
        });
    }

    private TimeSpan? TimeLeft()
    {
        var done = _step - _firstStep;
        if (done == 0)
            return null;
        var seconds = (_clock.Elapsed - _begun).TotalSeconds / done * (_lastStep - _step);
        return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
    }

    private void Summarise(bool hasMoved)
    {
        if (_ended is not null)
            _job.Channel.Info(MessageSensitivity.None, $"{_options.Name}: ended after {_step} steps: {_ended}.");
        var summary = FormattableString.Invariant(
            $"{_options.Name}: {_step} steps, {(double)_step / _stepsPerEpoch:F1} passes over {_forget.Count} pairs to forget.");
        if (_step == 0 && !hasMoved)
            _job.Channel.Warning(MessageSensitivity.None, summary); // the result is the original: nobody should take it for unlearned
        else
            _job.Channel.Info(MessageSensitivity.None, summary);
    }
}
