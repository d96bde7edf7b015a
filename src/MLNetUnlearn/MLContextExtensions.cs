using Microsoft.ML;

namespace MLNetUnlearn;

/// <summary>Where MLNetUnlearn hangs on an <see cref="MLContext"/>.</summary>
public static class MLContextExtensions
{
    /// <summary>Trainers and evaluation of sequential recommenders.</summary>
    /// <param name="mlContext">The context.</param>
    public static SequentialRecommendationCatalog SequentialRecommendation(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new SequentialRecommendationCatalog(mlContext);
    }

    /// <summary>Forget requests, unlearning methods and how well they forgot.</summary>
    /// <param name="mlContext">The context.</param>
    public static UnlearningCatalog Unlearning(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new UnlearningCatalog(mlContext);
    }
}
