using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// Softmax cross-entropy along the rows of a matrix of scores, with what its gradient is made of in the scores' own place.
/// </summary>
internal static unsafe class CrossEntropyKernel
{
    private const int Grain = 8 * 1024;

    /// <summary>losses[i] = log(sum of exp(scores[i])) - scores[i, targets[i] - 1].</summary>
    /// <param name="scores">Rows x columns. With factors, the gradient of losses[i] is afterwards factors[i] * scores[i].</param>
    /// <param name="columns">At least 1.</param>
    /// <param name="targets">One per row, 1 to columns; they were checked.</param>
    /// <param name="losses">One per row.</param>
    /// <param name="factors">One per row, or none: then the scores stay as they are.</param>
    internal static void Apply(Span<float> scores, int columns, ReadOnlySpan<long> targets, Span<float> losses, Span<float> factors)
    {
        Spans.CheckSame(scores.Length, targets.Length * columns);
        Spans.CheckSame(losses.Length, targets.Length);
        if (!factors.IsEmpty) Spans.CheckSame(factors.Length, targets.Length);
        fixed (float* ps = scores, pl = losses, pf = factors)
        fixed (long* pt = targets)
            Launch.For(new Kernel(ps, columns, pt, pl, pf), targets.Length, Math.Max(1, Grain / columns));
    }

    private readonly struct Kernel(float* scores, int columns, long* targets, float* losses, float* factors) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++)
            {
                float* row = scores + (long)i * columns, own = row + targets[i] - 1;
                float most = RowMath.Largest<T>(row, columns), score = *own - most;
                float sum = factors is null ? RowMath.ExpSum<T>(row, columns, most) : RowMath.ExpSum<T>(row, row, columns, most);
                losses[i] = MathF.Log(sum) - score;
                if (factors is null) continue;
                // Softmax less one at the target, both times the sum: one product with the other side then does for the whole row.
                *own -= sum;
                factors[i] = 1 / sum;
            }
        }
    }
}
