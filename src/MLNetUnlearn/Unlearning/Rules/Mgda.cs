using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>
/// The multiple-gradient descent algorithm (J.-A. Désidéri, Comptes Rendus Mathématique 2012; O. Sener and V. Koltun, NeurIPS 2018): down the
/// shortest vector d = Σ α_i ĝ_i with α_i ≥ 0 and Σ α_i = 1, which worsens no objective to first order. Where there is no such direction,
/// d = 0, the point is Pareto-stationary, and the run ends.
/// </summary>
/// <remarks>
/// An objective without a gradient is at an optimum of its own and has no part in d: with it every point would be stationary, the
/// original first of all, where the divergence from the original is least. Weights of objectives change nothing with the default
/// normalisation, unless one makes a gradient so short that it counts as none (see <see cref="Epsilon"/>).
/// </remarks>
public sealed record Mgda : GradientRule
{
    /// <summary>What each gradient is divided by first: ĝ_i = g_i / n_i. Default L2.</summary>
    public GradientNormalization Normalization { get; init; } = GradientNormalization.L2;

    /// <summary>
    /// ε, in (0, 1): d counts as 0 where it is shorter than ε times the longest of the normalised gradients, and a gradient as none where,
    /// weighted but not normalised, it is shorter than ε times the longest;
    /// inner products are summed in floats, which tell no less than about 0.0003. Default 0.001.
    /// </summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <inheritdoc/>
    public override bool NeedsGradients => true;

    /// <inheritdoc/>
    public override Combination Combine(ObjectiveGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var gram = geometry.Gram;
        var coefficients = new double[gram.Count];
        var longest = gram.Select((row, i) => Math.Sqrt(row[i])).Max();
        int[] used = [.. Enumerable.Range(0, gram.Count).Where(i => Math.Sqrt(gram[i][i]) > Epsilon * longest)];
        if (used.Length == 0)
            return new Combination(coefficients, []) { Ended = "no objective has a gradient" };
        var sizes = Array.ConvertAll(used, i => SizeOf(geometry, i));
        double[][] scaled = [.. used.Select((i, a) => used.Select((j, b) => gram[i][j] / sizes[a] / sizes[b]).ToArray())];
        var shares = MinNormPoint.Of(scaled);
        var norm = Math.Sqrt(Math.Max(0, shares.Select((share, a) => share * shares.Zip(scaled[a], (s, g) => s * g).Sum()).Sum()));
        if (norm < Epsilon * Math.Sqrt(scaled.Select((row, a) => row[a]).Max()))
        {
            return new Combination(coefficients, [])
            {
                Ended = FormattableString.Invariant(
                    $"Pareto-stationary, no direction improves one objective without worsening another (|d| = {norm:E1})"),
            };
        }
        for (var a = 0; a < used.Length; a++)
            coefficients[used[a]] = shares[a] / sizes[a];
        return new Combination(coefficients, []);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(Enum.IsDefined(Normalization), "Rule.Normalization", Normalization, "L2, Loss or None");
        problems.Require(Epsilon is > 0 and < 1, "Rule.Epsilon", Epsilon, "in (0, 1)");
    }

    private double SizeOf(ObjectiveGeometry geometry, int i) => Normalization switch
    {
        GradientNormalization.L2 => Math.Sqrt(geometry.Gram[i][i]),
        GradientNormalization.Loss => Math.Max(Math.Abs(geometry.Objectives[i].Loss), Epsilon), // a loss may be 0
        _ => 1,
    };
}
