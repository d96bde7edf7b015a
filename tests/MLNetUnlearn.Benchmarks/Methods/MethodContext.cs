using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>What a method may start from.</summary>
/// <param name="MLContext">Where estimators come from.</param>
/// <param name="Original">The model that is to forget.</param>
/// <param name="Retrained">The model retrained without what is to be forgotten.</param>
/// <param name="Seed">Seed of the method.</param>
internal sealed record MethodContext(
    MLContext MLContext, SequentialRecommenderTransformer Original, SequentialRecommenderTransformer Retrained, int Seed)
{
    public UnlearningCatalog Unlearning => MLContext.Unlearning();
}
