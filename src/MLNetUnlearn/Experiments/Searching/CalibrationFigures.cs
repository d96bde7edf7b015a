using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>What is measured of a model that forgot a calibration request.</summary>
internal static class CalibrationFigures
{
    public const string Objective = "objective";

    /// <param name="utility">The model on validation items.</param>
    /// <param name="reference">NDCG@10 of the model that it is judged beside, above 0.</param>
    /// <param name="hit">The model's Hit@10 on the forgotten pairs.</param>
    /// <param name="gap">How much higher its Hit@10 is than it should be.</param>
    /// <param name="minimumUtility">The share of the reference that it must keep.</param>
    public static Dictionary<string, double> Of(
        SequentialRankingMetrics utility, double reference, double hit, double gap, double minimumUtility)
    {
        var figures = ValidationItems.Figures(utility);
        var share = figures[ValidationItems.Ndcg] / reference;
        figures["utilityShare"] = share;
        figures["forgetHit@10"] = hit;
        figures["gap@10"] = gap;
        figures[Objective] = share >= minimumUtility ? Math.Abs(gap) : 1 + minimumUtility - share;
        return figures;
    }

    /// <summary>Hits on the pairs to forget less those on pairs never seen, where the run looked last.</summary>
    /// <exception cref="InvalidOperationException">It never looked at both.</exception>
    public static (double Hit, double Gap) ControlGap(IReadOnlyList<CurvePoint> curve, string name) =>
        curve.LastOrDefault(point => point is { ForgetHit: not null, ControlHit: not null }) is { } last
            ? (last.ForgetHit!.Value, last.ForgetHit.Value - last.ControlHit!.Value)
            : throw new InvalidOperationException(
                $"{name} looks at no control pairs, so nothing tells how low hits should be: take a stop rule that does, or a retrained model.");
}
