using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning;

/// <summary>Where an unlearning run stands, beside weights and optimiser.</summary>
/// <param name="Step">Gradient steps done.</param>
/// <param name="Random">How many random numbers have been drawn.</param>
/// <param name="ForgetPass">Passes over the forget set that have begun.</param>
/// <param name="ForgetNext">Pairs of the last one that have been used.</param>
/// <param name="RemainingPass">Passes over the remaining windows that have begun.</param>
/// <param name="RemainingNext">Windows of the last one that have been used.</param>
/// <param name="Losses">The sum of the losses since the last report.</param>
/// <param name="LossCount">Their number.</param>
/// <param name="Stop">What the stop rule's checks remember.</param>
/// <param name="Rule">What the gradient rule remembers.</param>
internal sealed record UnlearningPositions(
    int Step, ulong Random, ulong ForgetPass, int ForgetNext, ulong RemainingPass, int RemainingNext, double Losses, int LossCount,
    StopPositions Stop, double[] Rule);
