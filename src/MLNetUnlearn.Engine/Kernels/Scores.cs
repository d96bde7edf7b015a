using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// The matrices of attention weights within one segment, and what happens to their rows. Rows are padded to whole registers; what a row
/// does not see is hidden by its lane number, so that padding may hold anything.
/// </summary>
internal static unsafe class Scores
{
    /// <summary>The distance between rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Step<T>(int length)
        where T : unmanaged, ISimd<T>
        => (length + T.Count - 1) / T.Count * T.Count;

    /// <summary>result[i, j] = left[i] · right[j] for the j that row i sees; others are arbitrary.</summary>
    [MethodImpl(Compiled.Alone)]
    internal static void Products<T>(
        float* left, nint leftStep, float* right, nint rightStep, in AttentionShape shape, int length, float* result)
        where T : unmanaged, ISimd<T>
    {
        int step = Step<T>(length), width = shape.Width;
        if (length > ShortSegments.Longest)
        {
            new GemmProblem(left, leftStep, 1, right, rightStep, true, result, step, width, null, 0).Run<T>(0, length, 0, length);
            return;
        }
        nint last = (length - 1) * rightStep;
        for (int i = 0; i < length; i++)
        {
            int seen = shape.Seen(i, length);
            float* row = left + i * leftStep;
            for (int j = 0; j < seen; j += 4)
            {
                // Beyond the segment the last row is taken again; padding has room for the results.
                nint j0 = j * rightStep, j1 = Math.Min(j0 + rightStep, last);
                nint j2 = Math.Min(j1 + rightStep, last), j3 = Math.Min(j2 + rightStep, last);
                RowMath.Dots<T>(row, right + j0, right + j1, right + j2, right + j3, width, result + i * step + j);
            }
        }
    }

    /// <summary>
    /// result[i] = sum over j of scores[i, j] * rows[j], with dense rows of results; scores are zero where a row does not see another.
    /// With steps swapped (1 along a column of the matrix), the same of the transpose.
    /// </summary>
    internal static void Mix<T>(
        float* scores, nint row, nint along, float* rows, nint step, float* result, in AttentionShape shape, int length)
        where T : unmanaged, ISimd<T>
    {
        if (length > ShortSegments.Longest)
        {
            new GemmProblem(scores, row, along, rows, step, false, result, shape.Columns, length, null, 0)
                .Run<T>(0, length, 0, shape.Width);
            return;
        }
        ShortSegments.Terms terms = !shape.IsCausal ? ShortSegments.Terms.All
            : along == 1 ? ShortSegments.Terms.UpToItself : ShortSegments.Terms.FromItself;
        ShortSegments.Mix<T>(scores, row, along, rows, step, result, shape.Columns, length, shape.Width, terms);
    }

    /// <summary>
    /// Turns a row of products into dropped weights. Writes what it takes to do so again: the largest scaled product, and one over the
    /// softmax's sum.
    /// </summary>
    [MethodImpl(Compiled.Alone)]
    internal static void ToWeights<T>(float* row, int seen, int step, float scale, uint index, in DropoutMask mask, float* statistics)
        where T : unmanaged, ISimd<T>
    {
        T hidden = T.All(float.NegativeInfinity), scales = T.All(scale), most = hidden, sums = T.Zero;
        for (int j = 0; j < step; j += T.Count)
        {
            T score = T.Select(IsSeen<T>(seen, j), T.Load(row + j) * scales, hidden);
            T.Store(score, row + j);
            most = T.Larger(most, score);
        }
        float shift = T.Largest(most);
        T shifts = T.All(shift);
        for (int j = 0; j < step; j += T.Count)
        {
            T e = Weight(IsSeen<T>(seen, j), T.Load(row + j), shifts);
            T.Store(e, row + j);
            sums += e;
        }
        statistics[0] = shift;
        statistics[1] = 1 / T.Sum(sums);
        T inverse = T.All(statistics[1]);
        for (int j = 0; j < step; j += T.Count)
        {
            T weight = T.Load(row + j) * inverse;
            T.Store(mask.IsActive ? weight * mask.Factors<T>(index + (uint)j) : weight, row + j);
        }
    }

    /// <summary>
    /// In: a row of products, and the gradients of its dropped weights. Out: the dropped weights, and the gradients of the products.
    /// </summary>
    [MethodImpl(Compiled.Alone)]
    internal static void ToGradients<T>(
        float* row, float* slopes, int seen, int step, float scale, uint index, in DropoutMask mask, float* statistics)
        where T : unmanaged, ISimd<T>
    {
        T scales = T.All(scale), shifts = T.All(statistics[0]), inverse = T.All(statistics[1]), products = T.Zero;
        for (int j = 0; j < step; j += T.Count)
        {
            T visible = IsSeen<T>(seen, j);
            T weight = Weight(visible, T.Load(row + j) * scales, shifts) * inverse;
            T slope = T.Select(visible, T.Load(slopes + j), T.Zero);
            if (mask.IsActive) slope *= mask.Factors<T>(index + (uint)j);
            T.Store(weight, row + j);
            T.Store(slope, slopes + j);
            products = T.Fma(weight, slope, products);
        }
        T mean = T.All(T.Sum(products));
        for (int j = 0; j < step; j += T.Count)
        {
            T weight = T.Load(row + j);
            T.Store(weight * (T.Load(slopes + j) - mean) * scales, slopes + j);
            if (mask.IsActive) T.Store(weight * mask.Factors<T>(index + (uint)j), row + j);
        }
    }

    // What is hidden takes the exponential of 0 and drops it: underflow is slow on many machines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Weight<T>(T visible, T score, T shift)
        where T : unmanaged, ISimd<T>
        => T.Select(visible, VectorMath.Exp(T.Select(visible, score - shift, T.Zero)), T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsSeen<T>(int seen, int first)
        where T : unmanaged, ISimd<T>
        => T.Greater(T.All(seen - first), T.Indices);
}
