namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>
/// SASRec written down once more in plain loops over doubles, one sequence at a time, from the paper's equations
/// (see docs/models/sasrec.md): what the module must agree with.
/// </summary>
internal sealed class ReferenceSasRec(Dictionary<string, double[]> weights, int d, int maximumLength, int blocks, int heads)
{
    /// <summary>Hidden states, one per item.</summary>
    public double[][] Hidden(params int[] items)
    {
        var x = new double[items.Length][];
        for (var t = 0; t < x.Length; t++)
        {
            var position = maximumLength - items.Length + 1 + t;
            x[t] = [.. Enumerable.Range(0, d).Select(c =>
                (Math.Sqrt(d) * weights["items.weight"][(items[t] * d) + c]) + weights["positions.weight"][(position * d) + c])];
        }
        for (var block = 0; block < blocks; block++)
            x = Block(x, $"blocks.{block}.");
        return [.. x.Select(row => Norm(row, "norm"))];
    }

    /// <summary>h·e.</summary>
    public double Score(double[] hidden, int item) => Enumerable.Range(0, d).Sum(c => hidden[c] * weights["items.weight"][(item * d) + c]);

    private double[][] Block(double[][] x, string name)
    {
        var normed = x.Select(row => Norm(row, name + "attentionNorm")).ToArray();
        var query = normed.Select(row => Linear(row, name + "query")).ToArray();
        var key = normed.Select(row => Linear(row, name + "key")).ToArray();
        var value = normed.Select(row => Linear(row, name + "value")).ToArray();
        var output = new double[x.Length][];
        for (var t = 0; t < x.Length; t++)
        {
            x[t] = Add(x[t], Linear(Mix(query[t], key[..(t + 1)], value), name + "output"));
            var inner = Linear(Norm(x[t], name + "feedForwardNorm"), name + "inner").Select(v => Math.Max(0, v)).ToArray();
            output[t] = Add(x[t], Linear(inner, name + "outer"));
        }
        return output;
    }

    private double[] Mix(double[] query, double[][] keys, double[][] values)
    {
        var (mixed, size) = (new double[d], d / heads);
        for (var head = 0; head < heads; head++)
        {
            var place = Enumerable.Range(head * size, size).ToArray();
            var weight = keys.Select(key => Math.Exp(place.Sum(c => query[c] * key[c]) / Math.Sqrt(size))).ToArray();
            foreach (var c in place)
                mixed[c] = weight.Select((w, j) => w * values[j][c]).Sum() / weight.Sum();
        }
        return mixed;
    }

    private double[] Linear(double[] x, string name) => [.. Enumerable.Range(0, d).Select(o =>
        weights[name + ".bias"][o] + Enumerable.Range(0, d).Sum(i => weights[name + ".weight"][(o * d) + i] * x[i]))];

    private double[] Norm(double[] x, string name)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-8);
        return [.. x.Select((v, c) => ((v - mean) / deviation * weights[name + ".weight"][c]) + weights[name + ".bias"][c])];
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
