using MLNetUnlearn.Evaluation;

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
}
