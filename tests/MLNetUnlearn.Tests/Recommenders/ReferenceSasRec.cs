namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>
/// SASRec written down once more in plain loops over doubles, one sequence at a time, from the paper's equations
/// (see docs/models/sasrec.md): what the module must agree with.
/// </summary>
internal sealed class ReferenceSasRec(Dictionary<string, double[]> weights, int d, int maximumLength, int blocks, int heads)
{
    private readonly ReferenceLayers _layers = new(weights);

    /// <summary>Hidden states, one per item.</summary>
    public double[][] Hidden(params int[] items)
    {
        var x = new double[items.Length][];
        for (var t = 0; t < x.Length; t++)
        {
            var item = _layers.Row("items", items[t], d).Select(value => Math.Sqrt(d) * value).ToArray();
            x[t] = ReferenceLayers.Add(item, _layers.Row("positions", maximumLength - items.Length + 1 + t, d));
        }
        for (var block = 0; block < blocks; block++)
            x = Block(x, $"blocks.{block}.");
        return [.. x.Select(row => _layers.Norm(row, "norm"))];
    }

    /// <summary>h·e.</summary>
    public double Score(double[] hidden, int item) => ReferenceLayers.Dot(hidden, _layers.Row("items", item, d));

    private double[][] Block(double[][] x, string name)
    {
        var normed = x.Select(row => _layers.Norm(row, name + "attentionNorm")).ToArray();
        var query = normed.Select(row => _layers.Linear(row, name + "query")).ToArray();
        var key = normed.Select(row => _layers.Linear(row, name + "key")).ToArray();
        var value = normed.Select(row => _layers.Linear(row, name + "value")).ToArray();
        var output = new double[x.Length][];
        for (var t = 0; t < x.Length; t++)
        {
            var mixed = ReferenceLayers.Attend(query[t], key[..(t + 1)], value, heads);
            x[t] = ReferenceLayers.Add(x[t], _layers.Linear(mixed, name + "output"));
            var inner = _layers.Linear(_layers.Norm(x[t], name + "feedForwardNorm"), name + "inner").Select(v => Math.Max(0, v)).ToArray();
            output[t] = ReferenceLayers.Add(x[t], _layers.Linear(inner, name + "outer"));
        }
        return output;
    }
}
