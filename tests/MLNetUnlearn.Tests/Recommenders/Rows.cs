namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Rows of numbers that agree up to rounding.</summary>
internal static class Rows
{
    public static void AssertClose(double[][] expected, float[][] actual, double tolerance = 2e-5)
    {
        Assert.HasCount(expected.Length, actual);
        for (var row = 0; row < expected.Length; row++)
        {
            Assert.HasCount(expected[row].Length, actual[row], $"row {row}");
            for (var c = 0; c < expected[row].Length; c++)
                Assert.AreEqual(expected[row][c], actual[row][c], tolerance, $"row {row}, place {c}");
        }
    }

    public static double[][] Doubles(IEnumerable<float[]> rows) => [.. rows.Select(row => Array.ConvertAll(row, value => (double)value))];
}
