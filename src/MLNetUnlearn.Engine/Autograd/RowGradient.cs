using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>
/// The gradient of a table of which some rows were looked up: row <c>Rows[i]</c> gets <c>Values[i]</c>, repeated rows add up, all others
/// get nothing. With factors, k indices in a row share a row of values: <c>Rows[i]</c> gets <c>Factors[i] * Values[i / k]</c>.
/// </summary>
/// <param name="Rows">int64, contiguous.</param>
/// <param name="Values">One row per index, or per k of them, contiguous.</param>
/// <param name="Shape">The table's shape.</param>
/// <param name="Skipped">A row that gets no gradient (padding), or -1.</param>
/// <param name="Factors">One per index, contiguous, or none.</param>
internal readonly record struct RowGradient(
    TensorImpl Rows, TensorImpl Values, long[] Shape, long Skipped, TensorImpl? Factors = null)
{
    /// <summary>The factors, or nothing where there are none.</summary>
    internal ReadOnlySpan<float> FactorValues => Factors is null ? default : Factors.Floats;
}
