namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>
/// GRU4Rec written down once more in plain loops over doubles, one sequence at a time (see docs/models/gru4rec.md): what the module must
/// agree with.
/// </summary>
internal sealed class ReferenceGru4Rec(Dictionary<string, double[]> weights, int d, int layers)
{
    private readonly ReferenceLayers _layers = new(weights);

    /// <summary>Hidden states, one per item.</summary>
    public double[][] Hidden(params int[] items)
    {
        var x = items.Select(item => _layers.Row("items", item, d).Select(value => Math.Sqrt(d) * value).ToArray()).ToArray();
        for (var layer = 0; layer < layers; layer++)
            x = Layer(x, $"layers.{layer}.");
        return x;
    }

    /// <summary>h·e.</summary>
    public double Score(double[] hidden, int item) => ReferenceLayers.Dot(hidden, _layers.Row("items", item, d));

    private double[][] Layer(double[][] x, string name)
    {
        var (state, states) = (new double[d], new double[x.Length][]);
        for (var t = 0; t < x.Length; t++)
        {
            var input = ReferenceLayers.Affine(x[t], weights[name + "weight_ih_l0"], weights[name + "bias_ih_l0"]);
            var inner = ReferenceLayers.Affine(state, weights[name + "weight_hh_l0"], weights[name + "bias_hh_l0"]);
            var next = new double[d];
            for (var c = 0; c < d; c++)
            {
                var r = Sigmoid(input[c] + inner[c]);
                var z = Sigmoid(input[d + c] + inner[d + c]);
                var n = Math.Tanh(input[(2 * d) + c] + (r * inner[(2 * d) + c]));
                next[c] = ((1 - z) * n) + (z * state[c]);
            }
            states[t] = state = next;
        }
        return states;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
