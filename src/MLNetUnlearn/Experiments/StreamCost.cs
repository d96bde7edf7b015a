using MLNetUnlearn.Costs;

namespace MLNetUnlearn.Experiments;

/// <summary>What unlearning has cost up to a checkpoint, and what the retraining there did; evaluations and files apart.</summary>
/// <param name="Unlearning">
/// All requests so far: the sum of their seconds, steps and remaining rows, and the largest of their peaks. Steps and rows are
/// <see langword="null"/> where the method told none (see <see cref="StreamRequest.Progress"/>).
/// </param>
/// <param name="Retraining">
/// This checkpoint's retraining; steps and rows are <see langword="null"/> with a reference of the caller's own.
/// </param>
public sealed record StreamCost(UnlearningCost Unlearning, UnlearningCost Retraining)
{
    /// <summary>The seconds of all requests so far as a share of those of one retraining; above 0, above 1 is slower.</summary>
    public double RatioToRetraining => Unlearning.RatioTo(Retraining);
}
