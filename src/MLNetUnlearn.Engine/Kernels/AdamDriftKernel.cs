using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Many Adam steps at once for rows that had no gradient in them.</summary>
internal static unsafe class AdamDriftKernel
{
    private const int Grain = 4 * 1024;

    /// <summary>
    /// For each row: p -= size * m / (sqrt(v) + eps), and both moments decay. The numbers depend on the step of a row's last update.
    /// </summary>
    /// <param name="drift">The numbers by step.</param>
    /// <param name="parameter">The table.</param>
    /// <param name="first">The first moments.</param>
    /// <param name="second">The second moments.</param>
    /// <param name="rows">The rows, each once; or empty for as many from the first on as <paramref name="since"/> has.</param>
    /// <param name="since">The step of each row's last update; a row whose step is the last one is left alone.</param>
    /// <param name="rowLength">The number of elements of a row.</param>
    internal static void Apply(
        AdamDrift drift,
        Span<float> parameter,
        Span<float> first,
        Span<float> second,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<int> since,
        int rowLength)
    {
        Spans.CheckMoments(first, second, parameter);
        if (rows.IsEmpty) Spans.CheckSame(since.Length * rowLength, parameter.Length);
        else Spans.CheckSame(since.Length, rows.Length);
        fixed (float* pp = parameter, pm = first, pv = second)
        fixed (int* pr = rows, ps = since)
            Launch.For(new Kernel(drift, pp, pm, pv, pr, ps, rowLength), since.Length, Math.Max(1, Grain / Math.Max(rowLength, 1)));
    }

    private readonly struct Kernel(
        AdamDrift drift, float* parameter, float* first, float* second, int* rows, int* since, int rowLength) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++)
            {
                if (rows is not null) RowPrefetch.FetchAhead(rows, i, to, rowLength, parameter, first, second);
                if (since[i] == drift.Now) continue;
                long at = (long)(rows is null ? i : rows[i]) * rowLength;
                Row<T>(drift.Since(since[i]), parameter + at, first + at, second + at);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Row<T>(Drift drift, float* p, float* m, float* v)
            where T : unmanaged, ISimd<T>
        {
            T size = T.All(-drift.Size), eps = T.All(drift.Eps), decay1 = T.All(drift.FirstDecay), decay2 = T.All(drift.SecondDecay);
            int i = 0;
            for (; i <= rowLength - T.Count; i += T.Count)
            {
                T mean = T.Load(m + i), square = T.Load(v + i);
                T.Store(T.Fma(size, mean / (T.Sqrt(square) + eps), T.Load(p + i)), p + i);
                T.Store(mean * decay1, m + i);
                T.Store(square * decay2, v + i);
            }
            if (i == rowLength) return;
            int left = rowLength - i;
            T lastMean = Part.Load<T>(m + i, left), lastSquare = Part.Load<T>(v + i, left);
            Part.Store(T.Fma(size, lastMean / (T.Sqrt(lastSquare) + eps), Part.Load<T>(p + i, left)), p + i, left);
            Part.Store(lastMean * decay1, m + i, left);
            Part.Store(lastSquare * decay2, v + i, left);
        }
    }
}
