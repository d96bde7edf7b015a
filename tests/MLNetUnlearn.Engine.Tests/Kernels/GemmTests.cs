using MLNetUnlearn.Engine.Kernels;

namespace MLNetUnlearn.Engine.Tests.Kernels;

[TestClass]
public sealed class GemmTests
{
    private static readonly int[] Sides = [1, 2, 5, 6, 7, 12, 15, 16, 17, 31, 33, 48, 64, 65, 100];

    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    [DataRow(VectorWidth.Widest)]
    public void EverySizeMatchesDoublePrecision(VectorWidth width)
    {
        foreach (int m in Sides)
        {
            foreach (int n in Sides)
            {
                // Not every triple: the length of the sums does not interact with the edges of the tiles.
                int k = Sides[(m + (3 * n)) % Sides.Length];
                foreach (bool transposeA in new[] { false, true })
                {
                    Check(m, n, k, transposeA, false, accumulate: (m + n) % 2 == 0, width);
                    Check(m, n, k, transposeA, true, accumulate: (m + n) % 2 == 1, width);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    public void LongSumsAndFarRowsMatch(VectorWidth width)
    {
        Check(13, 70, 1100, false, false, false, width);
        Check(13, 70, 1100, false, true, true, width);
        Check(300, 33, 700, true, false, false, width);
        Check(20, 300, 40, false, false, true, width);
        Check(301, 520, 20, true, true, false, width);
    }

    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    public void SumsOverManyRowsMatch(VectorWidth width)
    {
        foreach (int rows in new[] { 255, 256, 257, 570, 2500 })
        {
            Check(20, 33, rows, true, false, false, width);
            Check(20, 33, rows, true, false, true, width);
        }
    }

    [TestMethod]
    public void EmptySumsAreZero()
    {
        float[] c = [1, 2, 3, 4];
        Gemm.Multiply([], false, [], false, c, 2, 2, 0, accumulate: true);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4 }, c);
        Gemm.Multiply([], false, [], false, c, 2, 2, 0);
        CollectionAssert.AreEqual(new float[4], c);
    }

    [TestMethod]
    public void WrongLengthsAreRefused()
        => Assert.ThrowsExactly<ArgumentException>(() => Gemm.Multiply(new float[5], false, new float[6], false, new float[4], 2, 2, 3));

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        foreach ((int m, int n, int k) in new[] { (700, 64, 256), (64, 64, 3000), (20, 4000, 64), (1, 50_000, 64) })
        {
            float[] a = Values.Numbers(m * k), b = Values.Numbers(k * n, 2);
            float[] one = new float[m * n], several = new float[m * n];
            using (ThreadCount.Use(1)) Gemm.Multiply(a, false, b, false, one, m, n, k);
            using (ThreadCount.Use(3)) Gemm.Multiply(a, false, b, false, several, m, n, k);
            CollectionAssert.AreEqual(one, several);
        }
    }

    // Of 20,000 rows all chunks are longer than the blocks that a product is cut into, of 8,200 all but the last.
    [TestMethod]
    [DataRow(1500)]
    [DataRow(8_200)]
    [DataRow(20_000)]
    public void ThreadsDoNotChangeABitOfSumsOverManyRows(int rows)
    {
        const int M = 64, N = 48;
        float[] a = Values.Numbers(rows * M), b = Values.Numbers(rows * N, 2);
        float[][] results = [.. Enumerable.Range(1, 5).Select(threads =>
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            float[] c = Values.Numbers(M * N, 3);
            Gemm.Multiply(a, true, b, false, c, M, N, rows, accumulate: true);
            return c;
        })];

        foreach (float[] result in results) CollectionAssert.AreEqual(results[0], result);
    }

    private static void Check(int m, int n, int k, bool transposeA, bool transposeB, bool accumulate, VectorWidth width)
    {
        float[] a = Values.Numbers(m * k), b = Values.Numbers(k * n, 2), c = Values.Numbers(m * n, 3);
        float[] result = [.. c];
        Gemm.Multiply(a, transposeA, b, transposeB, result, m, n, k, accumulate, width);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double expected = accumulate ? c[(i * n) + j] : 0;
                for (int l = 0; l < k; l++)
                    expected += (double)a[transposeA ? (l * m) + i : (i * k) + l] * b[transposeB ? (j * k) + l : (l * n) + j];
                double error = Math.Abs(expected - result[(i * n) + j]);
                if (error > 1e-6 * (k + 10))
                    Assert.Fail($"{m} x {n} x {k}, transposed {transposeA} {transposeB}: element {i}, {j} is off by {error}.");
            }
        }
    }
}
