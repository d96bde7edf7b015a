using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Looking up rows of a matrix and adding rows to it.</summary>
internal static unsafe class RowKernels
{
    private const int GrainElements = 8 * 1024;

    /// <summary>result[i] = table[rows[i]].</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
    internal static void Gather(ReadOnlySpan<float> table, int tableRows, ReadOnlySpan<long> rows, Span<float> result)
    {
        if (rows.IsEmpty) return;
        CheckIndices(rows, tableRows);
        int columns = result.Length / rows.Length;
        if (columns == 0) return;
        Spans.CheckAtLeast(table.Length, (long)tableRows * columns);
        fixed (float* pt = table, pr = result)
        fixed (long* pi = rows)
            Launch.For(new GatherKernel(pt, pi, pr, columns), rows.Length, Math.Max(1, GrainElements / columns));
    }

    /// <summary>
    /// table[rows[i]] += values[i], in the order of i, except where rows[i] is <paramref name="skipped"/>. With a factor for each index,
    /// k indices in a row share a row of values: table[rows[i]] += factors[i] * values[i / k].
    /// </summary>
    internal static void ScatterAdd(
        ReadOnlySpan<long> rows, ReadOnlySpan<float> factors, ReadOnlySpan<float> values, Span<float> table, int tableRows, long skipped)
    {
        if (rows.IsEmpty || tableRows == 0) return;
        CheckIndices(rows, tableRows);
        int columns = table.Length / tableRows;
        if (columns == 0) return;
        Scatter(rows, factors, values, table, columns, skipped);
    }

    /// <summary>
    /// sums[slots[i]] += values[i], in the order of i, or = values[i] where the slot is given as its <see cref="First"/>; nothing where it
    /// is -1. The slots lie within the sums. Factors as for <see cref="ScatterAdd"/>.
    /// </summary>
    internal static void AddAt(
        ReadOnlySpan<long> slots, ReadOnlySpan<float> factors, ReadOnlySpan<float> values, Span<float> sums, int columns)
    {
        if (values.Length > 0 && sums.Length > 0) Scatter(slots, factors, values, sums, columns, -1);
    }

    /// <summary>How a slot is given that holds nothing yet.</summary>
    internal static long First(int slot) => -2L - slot;

    /// <summary>Adds dense rows of a length to rows that lie further apart.</summary>
    internal static void AddRows(ReadOnlySpan<float> values, int columns, Span<float> target, int targetStep, int rows)
    {
        if (rows == 0 || columns == 0) return;
        Spans.CheckSame(values.Length, rows * columns);
        Spans.CheckAtLeast(target.Length, (long)(rows - 1) * targetStep + columns);
        fixed (float* pv = values, pt = target)
            Launch.For(new AddKernel(pv, columns, pt, targetStep), rows, Math.Max(1, GrainElements / columns));
    }

    /// <summary>target[j, i] (+)= values[i, j] for a rows x columns matrix of values.</summary>
    internal static void Transposed(ReadOnlySpan<float> values, int rows, int columns, Span<float> target, bool adds)
    {
        Spans.CheckSame(values.Length, rows * columns);
        Spans.CheckSame(target.Length, values.Length);
        for (int j = 0; j < columns; j++)
        {
            Span<float> row = target.Slice(j * rows, rows);
            for (int i = 0; i < row.Length; i++) row[i] = values[i * columns + j] + (adds ? row[i] : 0);
        }
    }

    /// <summary>Checks that indices are rows of a table.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
    internal static void CheckIndices(ReadOnlySpan<long> rows, int tableRows)
    {
        foreach (long row in rows)
        {
            if ((ulong)row >= (ulong)tableRows)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"An index must lie in 0..{tableRows - 1}.");
        }
    }

    // Threads share the columns, not the rows: so repeated rows add up in one order, whatever the number of threads.
    private static void Scatter(
        ReadOnlySpan<long> rows, ReadOnlySpan<float> factors, ReadOnlySpan<float> values, Span<float> table, int columns, long skipped)
    {
        int grain = Math.Max(16, GrainElements / rows.Length);
        fixed (float* pt = table, pv = values, pf = factors)
        fixed (long* pi = rows)
        {
            if (factors.IsEmpty)
            {
                Spans.CheckSame(values.Length, rows.Length * columns);
                Launch.For(new ScatterKernel(pt, pi, pv, rows.Length, columns, skipped), columns, grain, multiple: 16);
                return;
            }
            int shared = values.Length / columns;
            Spans.CheckSame(factors.Length, rows.Length);
            Spans.CheckSame(rows.Length % shared, 0);
            var kernel = new ScaledScatterKernel(pt, pi, pf, pv, shared, rows.Length / shared, columns, skipped);
            Launch.For(kernel, columns, grain, multiple: 16);
        }
    }

    private readonly struct GatherKernel(float* table, long* rows, float* result, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++)
                Buffer.MemoryCopy(table + rows[i] * columns, result + (long)i * columns, columns * 4L, columns * 4L);
        }
    }

    private readonly struct ScatterKernel(float* table, long* rows, float* values, int count, int columns, long skipped) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = 0; i < count; i++)
            {
                long row = rows[i];
                float* value = values + (long)i * columns + from;
                if (row == skipped) continue;
                if (row >= 0) RowMath.Add<T>(table + row * columns + from, value, to - from);
                else RowMath.Copy<T>(table + (-2 - row) * columns + from, value, to - from);
            }
        }
    }

    private readonly struct ScaledScatterKernel(
        float* table, long* rows, float* factors, float* values, int count, int each, int columns, long skipped) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            long* index = rows;
            float* factor = factors;
            for (int i = 0; i < count; i++)
            {
                float* value = values + (long)i * columns + from;
                for (int j = 0; j < each; j++, index++, factor++)
                {
                    long row = *index;
                    if (row == skipped) continue;
                    if (row >= 0) RowMath.AddScaled<T>(table + row * columns + from, value, *factor, to - from);
                    else RowMath.Scale<T>(table + (-2 - row) * columns + from, value, *factor, to - from);
                }
            }
        }
    }

    private readonly struct AddKernel(float* values, int columns, float* target, int targetStep) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++) RowMath.Add<T>(target + (long)i * targetStep, values + (long)i * columns, columns);
        }
    }
}
