using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// Products within segments of a few rows, for which the tiles of a large product are not worth setting up, and of which a causal mask
/// leaves half.
/// </summary>
internal static unsafe class ShortSegments
{
    /// <summary>The length of the longest segment that is short.</summary>
    internal const int Longest = 16;

    /// <summary>Which of the rows go into the sum for a row.</summary>
    internal enum Terms
    {
        All,
        UpToItself,
        FromItself,
    }

    /// <summary>result[i] = sum over j of scores[i, j] * rows[j].</summary>
    /// <param name="scores">The factors.</param>
    /// <param name="row">The step from one i to the next.</param>
    /// <param name="along">The step from one j to the next.</param>
    /// <param name="rows">What is added up.</param>
    /// <param name="step">The distance between rows.</param>
    /// <param name="result">The sums.</param>
    /// <param name="resultStep">The distance between them.</param>
    /// <param name="length">The number of rows.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="terms">Which j there are for an i.</param>
    [MethodImpl(Compiled.Alone)]
    internal static void Mix<T>(
        float* scores, nint row, nint along, float* rows, nint step, float* result, nint resultStep, int length, int width, Terms terms)
        where T : unmanaged, ISimd<T>
    {
        int lanes = T.Count;
        for (int i = 0; i < length; i++, scores += row, result += resultStep)
        {
            int from = terms == Terms.FromItself ? i : 0, to = terms == Terms.UpToItself ? i + 1 : length;
            int column = 0;
            for (; column <= width - 4 * lanes; column += 4 * lanes)
            {
                T c0 = T.Zero, c1 = T.Zero, c2 = T.Zero, c3 = T.Zero;
                for (int j = from; j < to; j++)
                {
                    T factor = T.All(scores[j * along]);
                    float* line = rows + j * step + column;
                    c0 = T.Fma(factor, T.Load(line), c0);
                    c1 = T.Fma(factor, T.Load(line + lanes), c1);
                    c2 = T.Fma(factor, T.Load(line + 2 * lanes), c2);
                    c3 = T.Fma(factor, T.Load(line + 3 * lanes), c3);
                }
                T.Store(c0, result + column);
                T.Store(c1, result + column + lanes);
                T.Store(c2, result + column + 2 * lanes);
                T.Store(c3, result + column + 3 * lanes);
            }
            for (; column <= width - lanes; column += lanes)
            {
                T sum = T.Zero;
                for (int j = from; j < to; j++) sum = T.Fma(T.All(scores[j * along]), T.Load(rows + j * step + column), sum);
                T.Store(sum, result + column);
            }
            for (; column < width; column++)
            {
                float sum = 0;
                for (int j = from; j < to; j++) sum = MathF.FusedMultiplyAdd(scores[j * along], rows[j * step + column], sum);
                result[column] = sum;
            }
        }
    }
}
