using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <summary>Norms of the gradients of leaves. Rows without gradients are neither read nor written.</summary>
internal static class GradientNorm
{
    internal static double Of(ReadOnlySpan<TensorImpl> leaves, double type)
    {
        double total = 0;
        foreach (TensorImpl leaf in leaves) total = Add(total, StoredGradient(leaf), type);
        return type == 2 ? Math.Sqrt(total) : total;
    }

    internal static void Scale(TensorImpl leaf, float factor)
    {
        Span<float> gradient = StoredGradient(leaf);
        Map.Apply(new Scale(factor), gradient, gradient);
        leaf.Grad?.Storage.MarkWritten();
    }

    private static Span<float> StoredGradient(TensorImpl leaf)
        => leaf.RowGrad is { } rows ? rows.Values : leaf.Grad is { } grad ? grad.Floats : default;

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
