namespace MLNetUnlearn.Experiments;

/// <summary>What unlearning has cost up to a checkpoint, and what the retraining there did.</summary>
/// <param name="Seconds">
/// Wall seconds of all requests so far, from reading the view to the finished model; evaluations and files apart.
/// </param>
/// <param name="GradientSteps">
/// Gradient steps of all requests so far; <see langword="null"/> where the method told none (see <see cref="StreamRequest.Progress"/>).
/// </param>
/// <param name="RetrainingSeconds">Wall seconds of this checkpoint's retraining.</param>
/// <param name="RetrainingGradientSteps">
/// Gradient steps of this checkpoint's retraining; <see langword="null"/> with a reference of the caller's own.
/// </param>
public sealed record StreamCost(double Seconds, long? GradientSteps, double RetrainingSeconds, long? RetrainingGradientSteps);
