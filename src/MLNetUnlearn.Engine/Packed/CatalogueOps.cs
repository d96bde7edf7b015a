using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// Losses over all rows of an embedding table without a matrix of all scores. Not part of TorchSharp: there the same is built from other
/// operations.
/// </summary>
public static class CatalogueOps
{
    /// <summary>
    /// Softmax cross-entropy of rows with all candidates of a table, averaged over the rows: the mean of
    /// log Σ_v exp(x·v) − x·v_target over the candidates v. Like <c>cross_entropy(x.matmul(candidates.t()), targets - 1)</c>, but scores
    /// are made, and their gradients used, some rows of x at a time. The memory it takes is that of the table and of x, of about 8 MB, or
    /// of 60 rows of scores where that is more. Gradients are worked out at once where they are recorded. Results are the same for any
    /// number of threads.
    /// </summary>
    /// <param name="x">M x d, float32, M at least 1.</param>
    /// <param name="table">float32, d columns. Rows 1 up to <paramref name="count"/> are the candidates; others get no gradient.</param>
    /// <param name="targets">M row numbers of the table, 1 to <paramref name="count"/>, int64.</param>
    /// <param name="count">How many candidates there are, at least 1.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The table has fewer candidates, or a target is none of them.</exception>
    public static Tensor CrossEntropy(Tensor x, Tensor table, Tensor targets, int count)
        => new(CatalogueCrossEntropy.Apply(x.Impl, table.Impl, targets.Impl, count));
}
