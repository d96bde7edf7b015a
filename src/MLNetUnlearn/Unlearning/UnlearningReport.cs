namespace MLNetUnlearn.Unlearning;

/// <summary>
/// How far unlearning has come, told when its stop rule looks, or after every epoch where the rule never does, and at the end of the run.
/// </summary>
/// <param name="Step">Gradient steps so far.</param>
/// <param name="Epoch">Passes over the forget set completed so far.</param>
/// <param name="Loss">The mean loss of the steps since the last report; <see langword="null"/> before the first step.</param>
/// <param name="ForgetHit">
/// Hit@10 among 100 random negatives on the pairs to forget, 0 to 1; <see langword="null"/> where the stop rule does not look.
/// </param>
/// <param name="ControlHit">
/// The same on control pairs that the model never saw; <see langword="null"/> where there are none or the stop rule does not look.
/// </param>
/// <param name="TimeLeft">
/// The time to the last epoch at the speed so far, <see langword="null"/> before the first step; the stop rule ends most runs earlier.
/// </param>
/// <param name="RemainingWindows">Remaining windows that steps have used so far, each as often as it was.</param>
/// <param name="Elapsed">The time this run has taken since it began or went on, checks and all.</param>
public sealed record UnlearningReport(
    int Step, int Epoch, double? Loss, double? ForgetHit, double? ControlHit, TimeSpan? TimeLeft, long RemainingWindows, TimeSpan Elapsed)
{
    /// <summary>
    /// Whether nothing was told of the run before, so that a listener knows one run from the next. A run that goes on from a checkpoint has
    /// been told of: it has no first report. Default false.
    /// </summary>
    public bool IsFirst { get; init; }
}
