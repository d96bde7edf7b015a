using MLNetUnlearn.Engine.Buffers;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <summary>Norms of gradients. Rows known to be zero are neither read nor written.</summary>
internal static class GradientNorm
{
    internal static double Of(ReadOnlySpan<TensorImpl> grads, double type)
    {
        double total = 0;
        foreach (TensorImpl grad in grads)
        {
            TouchedRows? touched = grad.Storage.Touched;
            if (touched is null || touched.Flags.Length * touched.RowLength != grad.Count)
            {
                total = Add(total, grad.Floats, type);
                continue;
            }
            foreach (int row in touched.List) total = Add(total, Row(grad, touched, row), type);
        }
        return type == 2 ? Math.Sqrt(total) : total;
    }

    internal static void Scale(TensorImpl grad, float factor)
    {
        var scale = new Scale(factor);
        TouchedRows? touched = grad.Storage.Touched;
        if (touched is null || touched.Flags.Length * touched.RowLength != grad.Count)
        {
            Map.Apply(scale, grad.Floats, grad.Floats);
            grad.Storage.MarkWritten();
            return;
        }
        foreach (int row in touched.List)
        {
            Span<float> values = Row(grad, touched, row);
            Map.Apply(scale, values, values);
        }
        grad.Storage.MarkRowsWritten();
    }

    private static Span<float> Row(TensorImpl grad, TouchedRows touched, int row)
        => grad.Floats.Slice(row * touched.RowLength, touched.RowLength);

    private static double Add(double total, ReadOnlySpan<float> values, double type)
    {
        switch (type)
        {
            case 2: return total + SumKernels.TotalOfSquares(values);
            case 1:
                foreach (float value in values) total += Math.Abs(value);
                return total;
            case double.PositiveInfinity:
                foreach (float value in values) total = Math.Max(total, Math.Abs(value));
                return total;
            default: throw new NotSupportedException($"Gradients can be measured by the norms 1, 2 and infinity, not {type}.");
        }
    }
}
