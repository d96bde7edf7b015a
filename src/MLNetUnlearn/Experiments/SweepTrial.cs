using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>What a variant of a sweep gets to make its estimator with.</summary>
/// <param name="Original">The model that is to forget; it stays as it is.</param>
/// <param name="Seed">The seed of everything random.</param>
/// <param name="Steps">The listener for a method of gradient steps: without it the run has no curve and no steps.</param>
/// <param name="Epochs">The listener for a training; likewise.</param>
/// <param name="CancellationToken">Cancelling the sweep cancels it; what a cut run made is thrown away.</param>
public sealed record SweepTrial(
    SequentialRecommenderTransformer Original, int Seed, IProgress<UnlearningReport> Steps, IProgress<TrainingProgress> Epochs,
    CancellationToken CancellationToken);
