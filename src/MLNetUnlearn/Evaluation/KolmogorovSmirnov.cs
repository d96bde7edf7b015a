namespace MLNetUnlearn.Evaluation;

/// <summary>The two-sample test of Kolmogorov and Smirnov: whether two samples may come from one distribution.</summary>
internal static class KolmogorovSmirnov
{
    private const int Terms = 100;
    private const double Least = 1e-12; // of a term of the series

    /// <summary>
    /// D = sup |F₁ − F₂|, and the probability of a D as large between two samples of one distribution: Kolmogorov's limit
    /// 2 Σ (−1)^(j−1) exp(−2 j² λ²) at λ = (√n + 0.12 + 0.11/√n) D, n = n₁n₂/(n₁ + n₂) (Stephens 1970).
    /// </summary>
    /// <param name="first">Values, at least one, none of them NaN.</param>
    /// <param name="second">Likewise.</param>
    public static (double Distance, double PValue) Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (distance, effective) = (Distance([.. first.Order()], [.. second.Order()]), Effective(first.Count, second.Count));
        return (distance, Tail((effective + 0.12 + (0.11 / effective)) * distance));
    }

    /// <summary>The probability that Kolmogorov's limit is above λ.</summary>
    public static double Tail(double lambda)
    {
        var sum = 0.0;
        for (var j = 1; j <= Terms; j++)
        {
            var term = Math.Exp(-2 * j * j * lambda * lambda);
            sum += j % 2 == 1 ? term : -term;
            if (term < Least)
                return Math.Clamp(2 * sum, 0, 1);
        }
        return 1; // the series does not settle: λ is near 0
    }

    private static double Effective(double first, double second) => Math.Sqrt(first * second / (first + second));

    private static double Distance(double[] first, double[] second)
    {
        var (i, j, distance) = (0, 0, 0.0);
        while (i < first.Length && j < second.Length)
        {
            var value = Math.Min(first[i], second[j]);
            while (i < first.Length && first[i] == value)
                i++;
            while (j < second.Length && second[j] == value)
                j++;
            distance = Math.Max(distance, Math.Abs(((double)i / first.Length) - ((double)j / second.Length)));
        }
        return distance;
    }
}
