namespace MLNetUnlearn.Engine.Tests;

/// <summary>Compares gradients with central differences of the function itself.</summary>
internal static class GradCheck
{
    private const float Step = 1e-2f;

    /// <summary>Checks the gradients of all inputs of a function whose result may have any shape.</summary>
    public static void Run(Func<Tensor[], Tensor> function, params Tensor[] inputs)
        => Run(function, 3e-3, inputs);

    public static void Run(Func<Tensor[], Tensor> function, double tolerance, params Tensor[] inputs)
    {
        Tensor[] leaves = [.. inputs.Select(input => input.detach().clone().requires_grad_())];
        Tensor result = function(leaves);
        float[] weights = Values.Numbers(result.numel(), 99);
        (result * tensor(weights, result.shape)).sum().backward();
        for (int i = 0; i < leaves.Length; i++)
        {
            Assert.IsNotNull(leaves[i].grad, $"Input {i} got no gradient.");
            CollectionAssert.AreEqual(leaves[i].shape, leaves[i].grad!.shape);
            float[] actual = Values.Floats(leaves[i].grad!);
            for (int j = 0; j < actual.Length; j++)
            {
                double expected = (Loss(function, leaves, i, j, Step, weights) - Loss(function, leaves, i, j, -Step, weights)) / (2 * Step);
                double error = Math.Abs(expected - actual[j]) / (1 + Math.Abs(expected));
                Assert.IsLessThanOrEqualTo(tolerance, error, $"Input {i}, element {j}: {actual[j]} instead of {expected}.");
            }
        }
    }

    private static double Loss(Func<Tensor[], Tensor> function, Tensor[] leaves, int input, int element, float step, float[] weights)
    {
        using IDisposable _ = no_grad();
        Tensor[] moved = [.. leaves.Select(leaf => leaf.detach().clone())];
        float[] values = Values.Floats(moved[input]);
        values[element] += step;
        moved[input] = tensor(values, moved[input].shape);
        float[] results = Values.Floats(function(moved));
        double loss = 0;
        for (int i = 0; i < results.Length; i++) loss += (double)results[i] * weights[i];
        return loss;
    }
}
