using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Persistence.Checkpoints;

/// <summary>What Adam remembers of each parameter, as named tensors.</summary>
internal static class AdamStates
{
    private const string StepsName = "step";

    /// <summary>Means, mean squares and, last, the numbers of steps; the tensors are the optimiser's own but for the steps.</summary>
    public static Dictionary<string, Tensor> Of(ModuleAdam optimizer)
    {
        var tensors = new Dictionary<string, Tensor>();
        var steps = new List<long>();
        foreach (var (name, state) in optimizer.States)
        {
            tensors.Add($"exp_avg.{name}", state.exp_avg);
            tensors.Add($"exp_avg_sq.{name}", state.exp_avg_sq);
            steps.Add(state.step);
        }
        tensors.Add(StepsName, torch.tensor(steps.ToArray(), device: torch.CPU));
        return tensors;
    }

    /// <summary>Takes the numbers of steps from tensors that were filled from a file.</summary>
    public static void RestoreSteps(ModuleAdam optimizer, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var steps = tensors[StepsName].data<long>().ToArray();
        foreach (var ((_, state), step) in optimizer.States.Zip(steps))
            state.step = step;
    }
}
