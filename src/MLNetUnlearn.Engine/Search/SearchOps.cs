using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Search;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// Search of a table by inner product: the score of a table's row for a query is the sum of the products of their elements, added up in
/// order. No matrix of scores is made: work space does not grow with the table, unless that is not contiguous and so copied whole. All
/// members give a score the same bits, wherever in either matrix its rows are and however many threads there are, but that
/// <see cref="Top"/> gives +0 for −0. Nothing is recorded for backward. Not part of TorchSharp.
/// </summary>
public static unsafe class SearchOps
{
    /// <summary>For each query, how many rows of the table score at least its threshold.</summary>
    /// <param name="queries">B x d, float32, d at least 1.</param>
    /// <param name="table">V x d, float32; rows of a larger table (a view by <c>narrow</c>) are read in place.</param>
    /// <param name="thresholds">B values, float32. NaN is reached by no score, and a score of NaN reaches nothing.</param>
    /// <param name="width">The register width; scores may differ in the last bits between widths on machines without FMA.</param>
    /// <returns>B counts, int64.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    public static Tensor CountAtLeast(Tensor queries, Tensor table, Tensor thresholds, VectorWidth width = VectorWidth.Widest)
    {
        using var matrices = new SearchMatrices(queries.Impl, table.Impl);
        TensorImpl least = SearchMatrices.List(thresholds.Impl, ScalarType.Float32, matrices.Queries, nameof(thresholds));
        TensorImpl counts = TensorImpl.Create(ScalarType.Int64, [matrices.Queries]);
        fixed (float* q = matrices.QueryValues, t = matrices.TableValues, thresholdValues = least.Floats)
        fixed (long* result = counts.Longs)
        {
            var kernel = new CountKernel(q, t, matrices.Items, matrices.Size, thresholdValues, result);
            Launch.For(kernel, matrices.Queries, matrices.GrainOfQueries, Tile.Rows, width);
        }
        least.Release();
        return new Tensor(counts);
    }

    /// <summary>The scores of pairs of a query and a row of the table.</summary>
    /// <param name="queries">B x d, float32, d at least 1.</param>
    /// <param name="table">V x d, float32.</param>
    /// <param name="rows">P rows of the queries, int64.</param>
    /// <param name="items">P rows of the table, int64.</param>
    /// <param name="width">The register width, as in <see cref="CountAtLeast"/>.</param>
    /// <returns>P scores, float32.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static Tensor PairScores(Tensor queries, Tensor table, Tensor rows, Tensor items, VectorWidth width = VectorWidth.Widest)
    {
        using var matrices = new SearchMatrices(queries.Impl, table.Impl);
        int pairs = rows.Impl.Count;
        TensorImpl left = SearchMatrices.List(rows.Impl, ScalarType.Int64, pairs, nameof(rows));
        TensorImpl? right = null;
        try
        {
            right = SearchMatrices.List(items.Impl, ScalarType.Int64, pairs, nameof(items));
            SearchMatrices.CheckRange(left.Longs, matrices.Queries, nameof(rows));
            SearchMatrices.CheckRange(right.Longs, matrices.Items, nameof(items));
            TensorImpl scores = TensorImpl.Create([pairs]);
            fixed (float* q = matrices.QueryValues, t = matrices.TableValues, result = scores.Floats)
            fixed (long* l = left.Longs, r = right.Longs)
                Launch.For(new PairKernel(q, t, matrices.Size, l, r, result), pairs, matrices.GrainOfPairs, 1, width);
            return new Tensor(scores);
        }
        finally
        {
            left.Release();
            right?.Release();
        }
    }

    /// <summary>
    /// The k rows of the table with the highest scores for each query, best first; of equal scores the lower row first. Scores of NaN and
    /// −∞ are never among them.
    /// </summary>
    /// <param name="queries">B x d, float32, d at least 1.</param>
    /// <param name="table">V x d, float32.</param>
    /// <param name="k">At least 0; may be more than there are rows.</param>
    /// <param name="offsets">
    /// B + 1 bounds, int64, ascending from 0 to the number of <paramref name="excluded"/>: those from offsets[b] up to offsets[b + 1] are
    /// query b's. Null: nothing is excluded.
    /// </param>
    /// <param name="excluded">Rows of the table, int64, ascending for each query, that are not to be found; others than the table's are
    /// passed over.</param>
    /// <param name="width">The register width, as in <see cref="CountAtLeast"/>.</param>
    /// <returns>B x k scores and B x k rows of the table, int64; NaN and −1 in the places that are left where there are fewer.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit, or the bounds are not as described.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is negative.</exception>
    public static (Tensor Values, Tensor Indices) Top(
        Tensor queries, Tensor table, int k, Tensor? offsets = null, Tensor? excluded = null, VectorWidth width = VectorWidth.Widest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        using var matrices = new SearchMatrices(queries.Impl, table.Impl);
        using var without = new ExcludedRows(offsets?.Impl, excluded?.Impl, matrices.Queries);
        TensorImpl values = TensorImpl.Create([matrices.Queries, k]);
        TensorImpl indices = TensorImpl.Create(ScalarType.Int64, [matrices.Queries, k]);
        fixed (float* q = matrices.QueryValues, t = matrices.TableValues, scores = values.Floats)
        fixed (long* bounds = without.Offsets, rows = without.Rows, result = indices.Longs)
        {
            var kernel = new TopKernel(new TableScan(q, t, matrices.Items, matrices.Size), k, bounds, rows, scores, result);
            if (k > 0) Launch.For(kernel, matrices.Queries, matrices.GrainOfQueries, Tile.Rows, width);
        }
        return (new Tensor(values), new Tensor(indices));
    }
}
