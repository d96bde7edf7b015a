namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The layers that networks are made of, in plain loops over doubles, one row at a time.</summary>
internal sealed class ReferenceLayers(Dictionary<string, double[]> weights)
{
    /// <summary>A row of a table of d columns.</summary>
    public double[] Row(string table, int row, int d) => weights[table + ".weight"][(row * d)..((row + 1) * d)];

    public double[] Linear(double[] x, string name) => Affine(x, weights[name + ".weight"], weights[name + ".bias"]);

    /// <summary>W·x + b.</summary>
    public static double[] Affine(double[] x, double[] weight, double[] bias) => [.. bias.Select((b, o) =>
        b + Enumerable.Range(0, x.Length).Sum(i => weight[(o * x.Length) + i] * x[i]))];

    public double[] Norm(double[] x, string name)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-8);
        return [.. x.Select((v, c) => ((v - mean) / deviation * weights[name + ".weight"][c]) + weights[name + ".bias"][c])];
    }

    /// <summary>What a query gets of values whose keys it may look at, head by head.</summary>
    public static double[] Attend(double[] query, double[][] keys, double[][] values, int heads)
    {
        var (mixed, size) = (new double[query.Length], query.Length / heads);
        for (var head = 0; head < heads; head++)
        {
            var place = Enumerable.Range(head * size, size).ToArray();
            var weight = keys.Select(key => Math.Exp(place.Sum(c => query[c] * key[c]) / Math.Sqrt(size))).ToArray();
            foreach (var c in place)
                mixed[c] = weight.Select((w, j) => w * values[j][c]).Sum() / weight.Sum();
        }
        return mixed;
    }

    /// <summary>x·Φ(x), with Φ by the series of Abramowitz and Stegun 26.2.10.</summary>
    public static double Gelu(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 100; n++)
        {
            term *= x * x / ((2 * n) + 1);
            sum += term;
        }
        return x * (0.5 + (Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * sum));
    }

    public static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
