namespace MLNetUnlearn.Tests.Unlearning.Rules;

/// <summary>
/// The shortest vector of the hull of three vectors by going through the 7 faces of the simplex: on each, the point where the norm is
/// stationary, if it lies within.
/// </summary>
internal static class Faces
{
    /// <summary>The least norm.</summary>
    /// <param name="vectors">Three vectors of the same length.</param>
    public static double LeastNorm(double[][] vectors)
    {
        var least = vectors.Min(vector => Norm(vector));
        foreach (var (i, j) in new[] { (0, 1), (0, 2), (1, 2) })
            least = Math.Min(least, OfEdge(vectors[i], vectors[j]));
        return Math.Min(least, OfTriangle(vectors[0], vectors[1], vectors[2]));
    }

    public static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();

    public static double Norm(double[] vector) => Math.Sqrt(Dot(vector, vector));

    public static double[] Sum(double[][] vectors, IReadOnlyList<double> shares) =>
        [.. vectors[0].Select((_, k) => vectors.Select((vector, i) => shares[i] * vector[k]).Sum())];

    // |a + t (b − a)|² is least at t = −a·(b − a) / |b − a|².
    private static double OfEdge(double[] a, double[] b)
    {
        double[] along = [.. b.Zip(a, (x, y) => x - y)];
        var t = -Dot(a, along) / Dot(along, along);
        return t is > 0 and < 1 ? Norm(Sum([a, along], [1, t])) : double.PositiveInfinity;
    }

    // a + s u + t v with u = b − a, v = c − a: two linear equations.
    private static double OfTriangle(double[] a, double[] b, double[] c)
    {
        double[] u = [.. b.Zip(a, (x, y) => x - y)], v = [.. c.Zip(a, (x, y) => x - y)];
        var (uu, uv, vv, au, av) = (Dot(u, u), Dot(u, v), Dot(v, v), Dot(a, u), Dot(a, v));
        var determinant = (uu * vv) - (uv * uv);
        var (s, t) = (((uv * av) - (vv * au)) / determinant, ((uv * au) - (uu * av)) / determinant);
        return s > 0 && t > 0 && s + t < 1 ? Norm(Sum([a, u, v], [1, s, t])) : double.PositiveInfinity;
    }
}
