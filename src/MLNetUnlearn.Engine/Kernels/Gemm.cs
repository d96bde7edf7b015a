using System.Runtime.Intrinsics;
using MLNetUnlearn.Engine.Kernels.Simd;
using MLNetUnlearn.Engine.Threads;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// Matrix products of row-major single-precision matrices. Public so that every kernel width can be tested and measured; not part of
/// TorchSharp.
/// </summary>
public static unsafe class Gemm
{
    /// <summary>The least number of multiplications worth a thread.</summary>
    private const int Grain = 512 * 1024;

    /// <summary>
    /// c = op(a) · op(b), or c += op(a) · op(b); op transposes if asked to. Results are the same for any number of threads.
    /// </summary>
    /// <param name="a">m x k, or k x m if transposed.</param>
    /// <param name="transposeA">Whether <paramref name="a"/> is read transposed.</param>
    /// <param name="b">k x n, or n x k if transposed.</param>
    /// <param name="transposeB">Whether <paramref name="b"/> is read transposed.</param>
    /// <param name="c">m x n; must not overlap the operands.</param>
    /// <param name="m">The rows of the result.</param>
    /// <param name="n">The columns of the result.</param>
    /// <param name="k">The length of the sums.</param>
    /// <param name="accumulate">Whether to add to what is in <paramref name="c"/>.</param>
    /// <param name="width">The register width; results may differ in the last bits between widths.</param>
    /// <exception cref="ArgumentException">A span has another length than the sizes say.</exception>
    public static void Multiply(
        ReadOnlySpan<float> a,
        bool transposeA,
        ReadOnlySpan<float> b,
        bool transposeB,
        Span<float> c,
        int m,
        int n,
        int k,
        bool accumulate = false,
        VectorWidth width = VectorWidth.Widest)
    {
        if (a.Length != (long)m * k || b.Length != (long)k * n || c.Length != (long)m * n)
            throw new ArgumentException($"Spans of {a.Length}, {b.Length} and {c.Length} elements do not fit m = {m}, n = {n}, k = {k}.");
        if (c.IsEmpty) return;
        if (k == 0)
        {
            if (!accumulate) c.Clear();
            return;
        }
        if (width == VectorWidth.Widest) width = Widest();
        fixed (float* pa = a, pb = b, pc = c)
        {
            if (transposeA && !transposeB && LongSums.Fits(k, c.Length))
            {
                LongSums.Run(new RowChunk(pa, pb, m, n, width), k, c.Length, pc, accumulate);
                return;
            }
            var problem = new GemmProblem(
                pa, transposeA ? 1 : k, transposeA ? m : 1, pb, transposeB ? k : n, transposeB, pc, n, k, accumulate ? pc : null, n);
            Split(problem, m, n, width);
        }
    }

    /// <summary>c = a · bᵀ + bias for every row, with a m x k, b n x k, and a bias of n values or none.</summary>
    internal static void Linear(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, Span<float> c, int m, int n, int k)
    {
        Spans.CheckSame(a.Length, m * k);
        Spans.CheckSame(b.Length, n * k);
        Spans.CheckSame(c.Length, m * n);
        if (!bias.IsEmpty) Spans.CheckSame(bias.Length, n);
        if (c.IsEmpty) return;
        if (k == 0)
        {
            c.Clear();
            for (int row = 0; row < m; row++) bias.CopyTo(c[(row * n)..]);
            return;
        }
        fixed (float* pa = a, pb = b, pc = c, added = bias)
            Split(new GemmProblem(pa, k, 1, pb, k, true, pc, n, k, added, 0), m, n, Widest());
    }

    private static VectorWidth Widest()
        => Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
            : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
            : VectorWidth.Bits128;

    // Along the longer side, so that both tall and wide results are shared out evenly.
    private static void Split(in GemmProblem problem, int m, int n, VectorWidth width)
    {
        int rowBlocks = (m + Tile.Rows - 1) / Tile.Rows;
        int panel = width == VectorWidth.Bits512 ? 4 * F512.Count : 2 * ((int)width / 32);
        int panels = (n + panel - 1) / panel;
        if (rowBlocks >= panels)
            Workers.For(new RowJob(problem, m, n, width), rowBlocks, Share(Tile.Rows, n, problem.K));
        else
            Workers.For(new ColumnJob(problem, m, n, panel, width), panels, Share(panel, m, problem.K));
    }

    private static int Share(int unit, int other, int k) => (int)Math.Clamp(Grain / ((long)unit * other * k), 1, int.MaxValue);

    private static void Run(in GemmProblem problem, int rowFrom, int rowTo, int columnFrom, int columnTo, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Bits512: problem.Run<F512>(rowFrom, rowTo, columnFrom, columnTo); break;
            case VectorWidth.Bits256: problem.Run<F256>(rowFrom, rowTo, columnFrom, columnTo); break;
            default: problem.Run<F128>(rowFrom, rowTo, columnFrom, columnTo); break;
        }
    }

    // aᵀ · b over some of the rows of a and b.
    private readonly struct RowChunk(float* a, float* b, int m, int n, VectorWidth width) : IRowChunk
    {
        // A longer sum is cut into blocks, and each is added.
        public static bool AddsAtEnd(int rows) => rows <= GemmProblem.BlockK;

        public void Run(int from, int to, float* target, bool adds)
        {
            var problem = new GemmProblem(
                a + (long)from * m, 1, m, b + (long)from * n, n, false, target, n, to - from, adds ? target : null, n);
            Gemm.Run(problem, 0, m, 0, n, width);
        }
    }

    private readonly struct RowJob(GemmProblem problem, int m, int n, VectorWidth width) : IRangeJob
    {
        public void Run(int from, int to)
            => Gemm.Run(problem, from * Tile.Rows, Math.Min(m, to * Tile.Rows), 0, n, width);
    }

    private readonly struct ColumnJob(GemmProblem problem, int m, int n, int panel, VectorWidth width) : IRangeJob
    {
        public void Run(int from, int to) => Gemm.Run(problem, 0, m, from * panel, Math.Min(n, to * panel), width);
    }
}
