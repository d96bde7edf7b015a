namespace MLNetUnlearn.Evaluation;

/// <summary>
/// How near a model comes to a retrained one on what was to be forgotten, on what was kept and on what neither has seen, in one figure: the
/// tug of war of Zhao et al., "What makes unlearning hard and what to do about it" (2024), with Hit@k for their accuracy.
/// </summary>
public sealed class TugOfWarMetrics
{
    internal TugOfWarMetrics(double forget, double retain, double test) =>
        (ForgetDifference, RetainDifference, TestDifference) = (forget, retain, test);

    /// <summary>Hit@k on the forgotten pairs, the model's less the retrained one's, in [−1, 1].</summary>
    public double ForgetDifference { get; }

    /// <summary>The same on the last remaining training item of each user, after those before it.</summary>
    public double RetainDifference { get; }

    /// <summary>The same on test items.</summary>
    public double TestDifference { get; }

    /// <summary>Π (1 − |difference|) over the three, in [0, 1]; 1 is a model that cannot be told from the retrained one by hits.</summary>
    public double Value => (1 - Math.Abs(ForgetDifference)) * (1 - Math.Abs(RetainDifference)) * (1 - Math.Abs(TestDifference));
}
