namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>
/// The point of least norm in the convex hull of vectors of which only the inner products are known, by Frank-Wolfe steps between pairs of
/// vectors with exact line search (S. Lacoste-Julien and M. Jaggi, NeurIPS 2015): they converge at a linear rate, which the plain steps of
/// O. Sener and V. Koltun (NeurIPS 2018) do not where the point lies on a face.
/// </summary>
internal static class MinNormPoint
{
    private const int MostSteps = 10_000;
    private const double Gap = 1e-13; // of the largest square

    /// <summary>The share of each vector, 0 or above, 1 in all.</summary>
    /// <param name="gram">The inner products, k rows of k, at least one.</param>
    public static double[] Of(IReadOnlyList<double[]> gram)
    {
        var all = Enumerable.Range(0, gram.Count).ToArray();
        var shares = new double[all.Length];
        shares[all.MinBy(i => gram[i][i])] = 1;
        var enough = Gap * all.Max(i => gram[i][i]);
        for (var step = 0; step < MostSteps; step++)
        {
            var slopes = Array.ConvertAll(all, i => Dot(gram[i], shares));
            var (to, from) = (all.MinBy(i => slopes[i]), all.Where(i => shares[i] > 0).MaxBy(i => slopes[i]));
            if (Dot(slopes, shares) - slopes[to] <= enough)
                break;
            var curvature = Math.Max(0, gram[to][to] - (2 * gram[to][from]) + gram[from][from]);
            var moved = Math.Min(shares[from], (slopes[from] - slopes[to]) / curvature);
            shares[to] += moved;
            shares[from] = moved == shares[from] ? 0 : shares[from] - moved;
        }
        return shares;
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
