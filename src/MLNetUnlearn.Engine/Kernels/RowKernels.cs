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

    /// <summary>table[rows[i]] += values[i], in the order of i, except where rows[i] is <paramref name="skipped"/>.</summary>
    internal static void ScatterAdd(
        ReadOnlySpan<long> rows, ReadOnlySpan<float> values, Span<float> table, int tableRows, long skipped)
    {
        if (rows.IsEmpty) return;
        CheckIndices(rows, tableRows);
        int columns = values.Length / rows.Length;
        if (columns == 0) return;
        Spans.CheckAtLeast(table.Length, (long)tableRows * columns);
        Scatter(rows, values, table, columns, skipped);
    }

    /// <summary>
    /// sums[slots[i]] += values[i], in the order of i, or = values[i] where the slot is given as its <see cref="First"/>; nothing where it
    /// is -1. The slots lie within the sums.
    /// </summary>
    internal static void AddAt(ReadOnlySpan<long> slots, ReadOnlySpan<float> values, Span<float> sums, int columns)
    {
        Spans.CheckSame(values.Length, slots.Length * columns);
        if (values.Length > 0 && sums.Length > 0) Scatter(slots, values, sums, columns, -1);
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
    private static void Scatter(ReadOnlySpan<long> rows, ReadOnlySpan<float> values, Span<float> table, int columns, long skipped)
    {
        fixed (float* pt = table, pv = values)
        fixed (long* pi = rows)
        {
            var kernel = new ScatterKernel(pt, pi, pv, rows.Length, columns, skipped);
            Launch.For(kernel, columns, Math.Max(16, GrainElements / rows.Length), multiple: 16);
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
