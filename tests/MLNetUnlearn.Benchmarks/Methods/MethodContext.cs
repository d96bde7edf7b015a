using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>What a method may start from.</summary>
/// <param name="MLContext">Where estimators come from.</param>
/// <param name="Original">The model that is to forget.</param>
/// <param name="Retrained">The model retrained without what is to be forgotten.</param>
/// <param name="Seed">Seed of the method.</param>
/// <param name="Name">The name under which the result is kept.</param>
/// <param name="Preparations">What was made before any request; null in a stream, where each request has a model of its own.</param>
internal sealed record MethodContext(
    MLContext MLContext, SequentialRecommenderTransformer Original, SequentialRecommenderTransformer Retrained, int Seed,
    string Name, Preparations? Preparations)
{
    public UnlearningCatalog Unlearning => MLContext.Unlearning();
}
