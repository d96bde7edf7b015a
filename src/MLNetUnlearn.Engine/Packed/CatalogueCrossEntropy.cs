using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// Cross-entropy with all rows of a table, some rows of the other side at a time: their scores, the losses, and at once their part of both
/// gradients, so that the scores need not be kept.
/// </summary>
internal static class CatalogueCrossEntropy
{
    private const int ChunkElements = 1 << 21;

    // So many that fetching the table for every chunk costs little beside the products.
    private const int LeastRows = 10 * Tile.Rows;

    internal static TensorImpl Apply(TensorImpl x, TensorImpl table, TensorImpl targets, int count)
    {
        Check(x, table, targets, count);
        TensorImpl dense = Layout.AsContiguous(x), places = Layout.AsContiguous(targets), losses = TensorImpl.Create(targets.Shape);
        bool records = GradMode.Records(x, table);
        TensorImpl? gradX = records && x.RequiresGrad ? TensorImpl.Create(x.Shape) : null;
        TensorImpl? gradTable = records && table.RequiresGrad ? TensorImpl.Create(table.Shape) : null;
        try
        {
            CheckTargets(places.Longs, count);
            var work = new Chunks(dense, table, places, count, losses, gradX, gradTable);
            work.Run();
            TensorImpl result = Layout.Scalar(SumKernels.Total(losses.Floats) / losses.Count);
            return records ? result.Record(new LossNode(x, table, gradX, gradTable)) : result;
        }
        finally
        {
            dense.Release();
            places.Release();
            losses.Release();
            gradX?.Release();
            gradTable?.Release();
        }
    }

    private static void Check(TensorImpl x, TensorImpl table, TensorImpl targets, int count)
    {
        if (table.DType != ScalarType.Float32 || table.Rank != 2 || !table.IsContiguous)
            throw new ArgumentException($"A table must be a dense matrix of float32, not {table.DType}{Shapes.Text(table.Shape)}.");
        if (x.DType != ScalarType.Float32 || x.Rank != 2 || x.Shape[0] == 0 || x.Shape[1] != table.Shape[1])
        {
            throw new ArgumentException(
                $"{x.DType}{Shapes.Text(x.Shape)} does not fit a table of shape {Shapes.Text(table.Shape)}.");
        }
        if (targets.DType != ScalarType.Int64 || targets.Rank != 1 || targets.Count != x.Shape[0])
            throw new ArgumentException($"Targets must be {x.Shape[0]} of int64, not {targets.DType}{Shapes.Text(targets.Shape)}.");
        if (count < 1 || count >= table.Shape[0])
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"The number of candidates must lie in 1..{table.Shape[0] - 1}.");
        }
    }

    private static void CheckTargets(ReadOnlySpan<long> targets, int count)
    {
        foreach (long target in targets)
        {
            if (target < 1 || target > count)
                throw new ArgumentOutOfRangeException(nameof(targets), target, $"A target must lie in 1..{count}.");
        }
    }

    private readonly struct Chunks(
        TensorImpl x, TensorImpl table, TensorImpl targets, int count, TensorImpl losses, TensorImpl? gradX, TensorImpl? gradTable)
    {
        private int Columns => (int)table.Shape[1];

        internal void Run()
        {
            int rows = targets.Count, chunks = (rows - 1) / Math.Max(LeastRows, ChunkElements / count) + 1;
            int most = ((rows - 1) / chunks / Tile.Rows + 1) * Tile.Rows; // of about one size, in whole tiles
            most = Math.Min(most, rows);
            TensorImpl scores = TensorImpl.Create([most, count]), factors = TensorImpl.Create([most]);
            TensorImpl scaled = TensorImpl.Create([most, Columns]);
            gradTable?.Floats[..Columns].Clear();
            gradTable?.Floats[((count + 1) * Columns)..].Clear();
            for (int from = 0; from < rows; from += most)
            {
                int part = Math.Min(most, rows - from);
                One(from, part, scores.Floats[..(part * count)], factors.Floats[..part], scaled.Floats[..(part * Columns)]);
            }
            scores.Release();
            factors.Release();
            scaled.Release();
        }

        private void One(int from, int rows, Span<float> scores, Span<float> factors, Span<float> scaled)
        {
            int d = Columns;
            ReadOnlySpan<float> own = x.Floats.Slice(from * d, rows * d), candidates = table.Floats.Slice(d, count * d);
            Gemm.Multiply(own, false, candidates, true, scores, rows, count, d);
            bool hasGradient = gradX is not null || gradTable is not null;
            CrossEntropyKernel.Apply(
                scores, count, targets.Longs.Slice(from, rows), losses.Floats.Slice(from, rows), hasGradient ? factors : default);
            if (!hasGradient) return;
            Map.Apply(new Scale(1f / targets.Count), factors, factors);
            if (gradX is not null)
            {
                Span<float> target = gradX.Floats.Slice(from * d, rows * d);
                Gemm.Multiply(scores, false, candidates, false, target, rows, d, count);
                MapRows.Apply(default(Multiply), rows, d, target, new RowOperand(d, true), factors, new RowOperand(1, false), target);
            }
            if (gradTable is null) return;
            MapRows.Apply(default(Multiply), rows, d, own, new RowOperand(d, true), factors, new RowOperand(1, false), scaled);
            Gemm.Multiply(scores, true, scaled, false, gradTable.Floats.Slice(d, count * d), count, d, rows, accumulate: from > 0);
        }
    }

    private sealed class LossNode : Node
    {
        private readonly TensorImpl? _gradX;
        private readonly TensorImpl? _gradTable;

        internal LossNode(TensorImpl x, TensorImpl table, TensorImpl? gradX, TensorImpl? gradTable)
            : base(x, table)
        {
            _gradX = gradX is null ? null : Save(gradX);
            _gradTable = gradTable is null ? null : Save(gradTable);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            Scaled(Edges[0], _gradX, grad.Floats[0], pass);
            Scaled(Edges[1], _gradTable, grad.Floats[0], pass);
        }

        private static void Scaled(Edge edge, TensorImpl? values, float factor, BackwardPass pass)
        {
            if (values is null) return;
            TensorImpl target = pass.Begin(edge, values.Shape, out bool adds);
            if (adds) Map.Apply(new AddScaled(factor), target.Floats, values.Floats, target.Floats);
            else Map.Apply(new Scale(factor), values.Floats, target.Floats);
            pass.End(edge, target, adds);
        }
    }
}
