using Microsoft.ML;
using MLNetUnlearn.Forgetting;

namespace MLNetUnlearn;

/// <summary>The partition into forget set and remaining set, on <c>mlContext.Transforms</c>.</summary>
public static class ForgettingCatalog
{
    /// <summary>Partitions sequences by a list of requests; see <see cref="PartitionForgetRemainEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="requests">What to forget; duplicates are harmless. Read at once.</param>
    /// <param name="userColumnName">The user column: text, any integer or any key.</param>
    /// <param name="sequenceColumnName">The sequence, a key vector of variable length; what remains of it replaces it.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A request is null or has an empty id, or a name is empty; all problems are listed.</exception>
    public static PartitionForgetRemainEstimator PartitionForgetRemain(this TransformsCatalog catalog, IEnumerable<ForgetRequest> requests,
        string userColumnName = "UserId", string sequenceColumnName = "Sequence") =>
        PartitionForgetRemain(catalog, requests, new PartitionForgetRemainOptions
        {
            UserColumnName = userColumnName,
            SequenceColumnName = sequenceColumnName,
        });

    /// <summary>Partitions sequences by a list of requests; see <see cref="PartitionForgetRemainEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="requests">What to forget; duplicates are harmless. Read at once.</param>
    /// <param name="options">The options.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A request is null or has an empty id, or an option is invalid; all problems are
    /// listed.</exception>
    public static PartitionForgetRemainEstimator PartitionForgetRemain(this TransformsCatalog catalog, IEnumerable<ForgetRequest> requests,
        PartitionForgetRemainOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new PartitionForgetRemainEstimator(requests, options);
    }
}
