namespace MLNetUnlearn.Reporting;

/// <summary>How far a training or an unlearning was at one step; figures that were not taken there are <see langword="null"/>.</summary>
/// <param name="Step">Gradient steps so far, 0 or more.</param>
/// <param name="Epoch">Passes completed so far.</param>
/// <param name="Loss">The mean loss of the steps since the last point.</param>
/// <param name="Recall">Recall@10 on test or validation items, 0 to 1.</param>
/// <param name="ValidationNdcg">NDCG@10 on validation items, 0 to 1.</param>
/// <param name="ForgetHit">Hit@10 on the pairs to forget, 0 to 1.</param>
/// <param name="ControlHit">Hit@10 on control pairs that the model never saw, 0 to 1.</param>
public sealed record CurvePoint(
    long Step, int? Epoch = null, double? Loss = null, double? Recall = null, double? ValidationNdcg = null, double? ForgetHit = null,
    double? ControlHit = null);
