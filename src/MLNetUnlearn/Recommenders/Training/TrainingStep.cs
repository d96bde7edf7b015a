using MLNetUnlearn.Randomness;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>A gradient step on some of the windows, as in training; the module is in training mode.</summary>
internal sealed class TrainingStep(
    SequenceModule module, WindowSet windows, TrainingLoss objective, ModuleAdam optimizer, double? gradientNormBound, long seed)
{
    public ModuleAdam Optimizer => optimizer;

    /// <param name="batch">Which windows.</param>
    /// <param name="step">The number of steps before.</param>
    /// <param name="random">Where negatives, and what else the task needs, are drawn.</param>
    /// <returns>The loss before the step; where it is no number, there was none.</returns>
    public double Take(ReadOnlySpan<int> batch, long step, CounterRandom random)
    {
        using var scope = torch.NewDisposeScope();
        module.Noise.BeginStep(seed, step);
        var targets = new TargetBatch(
            module.Task, windows, batch, objective.Sampler, objective.NegativesPerTarget, random, module.Device);
        var hidden = targets.AtTargets(module.call(targets.Sequences));                                 // M×d
        var loss = objective.Of(targets, hidden);
        var value = loss.cpu().item<float>();
        if (!float.IsFinite(value))
            return value;
        optimizer.ZeroGrad();
        loss.backward();
        if (gradientNormBound is { } bound)
            nn.utils.clip_grad_norm_(module.parameters(), bound);
        optimizer.Step();
        return value;
    }
}
