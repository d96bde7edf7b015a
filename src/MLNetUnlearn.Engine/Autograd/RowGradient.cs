using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>
/// The gradient of a table of which some rows were looked up: row <c>Rows[i]</c> gets <c>Values[i]</c>, repeated rows add up, all others
/// get nothing.
/// </summary>
/// <param name="Rows">int64, contiguous.</param>
/// <param name="Values">One row per index, contiguous.</param>
/// <param name="Shape">The table's shape.</param>
/// <param name="Skipped">A row that gets no gradient (padding), or -1.</param>
internal readonly record struct RowGradient(TensorImpl Rows, TensorImpl Values, long[] Shape, long Skipped);
