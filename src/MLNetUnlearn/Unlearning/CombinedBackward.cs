using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning.Rules;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// From a step's objectives to one loss: the rule says how much of each, and its gradient is the rule's direction. That costs one more
/// backward pass than writing the direction into the weights' gradients would, but keeps those of looked-up tables as few rows.
/// </summary>
internal sealed class CombinedBackward(SequenceModule student, GradientUnlearningOptions options, long seed)
{
    private int _objectives;

    /// <summary>What the rule remembers; null before the first step.</summary>
    public double[]? State { get; set; }

    /// <summary>The step's loss, a weighted sum of its objectives; or why the run is to end here.</summary>
    /// <param name="objectives">As the method gave them.</param>
    /// <param name="step">Steps done before this one.</param>
    /// <param name="lastStep">The number of the run's steps.</param>
    /// <exception cref="InvalidOperationException">There is no objective, there are others than before, or the rule refuses them.</exception>
    /// <exception cref="NotFiniteNumberException">A loss is no finite number.</exception>
    public (Tensor? Loss, string? Ended) Combine(IReadOnlyList<Objective> objectives, int step, long lastStep)
    {
        CheckCount(objectives.Count);
        var forgetting = options.ForgettingSchedule.At(step, lastStep);
        var weights = objectives.Select(objective => objective.Forgets ? objective.Weight * forgetting : objective.Weight).ToArray();
        State ??= options.Rule.StartState(objectives.Count);
        var combined = options.Rule.Combine(new ObjectiveGeometry(
            Values(objectives, weights), options.Rule.NeedsGradients ? Gram(objectives, weights) : [], State, step, seed));
        if (combined.Ended is not null)
            return (null, combined.Ended);
        State = [.. combined.State];
        return (Sum(objectives, [.. weights.Zip(combined.Coefficients, (weight, coefficient) => weight * coefficient)]), null);
    }

    private void CheckCount(int count)
    {
        if (count == 0 || (_objectives != 0 && count != _objectives))
        {
            throw new InvalidOperationException(
                $"{options.Name}: a step has {count} objectives; it must be at least one, and as many as at the step before" +
                (_objectives == 0 ? "." : $", {_objectives}."));
        }
        _objectives = count;
    }

    private static ObjectiveValue[] Values(IReadOnlyList<Objective> objectives, double[] weights)
    {
        var values = new ObjectiveValue[weights.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var loss = objectives[i].Loss.cpu().item<float>();
            if (!float.IsFinite(loss))
                throw new NotFiniteNumberException(loss);
            values[i] = new ObjectiveValue(objectives[i].Name, weights[i] * loss, objectives[i].IsNonNegative);
        }
        return values;
    }

    private double[][] Gram(IReadOnlyList<Objective> objectives, double[] weights)
    {
        using var scope = torch.NewDisposeScope();
        Tensor[] trained = [.. student.parameters().Where(parameter => parameter.requires_grad)];
        var gradients = objectives.Select(objective => objective.Loss.requires_grad
            ? torch.autograd.grad([objective.Loss], trained, retain_graph: true, allow_unused: true) : []).ToArray();
        using var noGrad = torch.no_grad();
        var gram = objectives.Select(_ => new double[weights.Length]).ToArray();
        for (var i = 0; i < gram.Length; i++)
        {
            for (var j = 0; j <= i; j++)
                gram[i][j] = gram[j][i] = weights[i] * weights[j] * Dot(gradients[i], gradients[j]);
        }
        return gram;
    }

    // A weight that has no part in an objective has an invalid gradient on TorchSharp.
    private static double Dot(IList<Tensor> one, IList<Tensor> other)
    {
        using var scope = torch.NewDisposeScope();
        Tensor[] parts = [.. one.Zip(other).Where(pair => !pair.First.IsInvalid && !pair.Second.IsInvalid)
            .Select(pair => (pair.First * pair.Second).sum())];
        if (parts.Length == 0)
            return 0;
        var sum = 0.0;
        foreach (var part in torch.stack(parts).cpu().data<float>().ToArray())
            sum += part;
        return sum;
    }

    private static Tensor Sum(IReadOnlyList<Objective> objectives, double[] coefficients)
    {
        Tensor? sum = null;
        for (var i = 0; i < coefficients.Length; i++)
        {
            if (coefficients[i] == 0 && (sum is not null || i < coefficients.Length - 1))
                continue;
            var term = coefficients[i] * objectives[i].Loss;
            sum = sum is null ? term : sum + term;
        }
        return sum!;
    }
}
