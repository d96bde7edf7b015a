namespace MLNetUnlearn.Engine.Tests;

/// <summary>
/// Numbers for tests: always the same, spread over [-1, 1], and never within 0.01 of 0, where some functions have a kink.
/// </summary>
internal static class Values
{
    public static float[] Numbers(long count, int seed = 1)
    {
        var values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            uint mixed = unchecked((uint)(((i + 1) * 2654435761L) ^ (seed * 40503L)));
            mixed = unchecked((mixed ^ (mixed >> 13)) * 2246822519u);
            values[i] = (((mixed >> 8) % 39) / 20f) - 0.937f;
        }
        return values;
    }

    public static Tensor Of(int seed, params long[] shape) => tensor(Numbers(shape.Aggregate(1L, (x, y) => x * y), seed), shape);

    public static Tensor Positive(int seed, params long[] shape) => Of(seed, shape).abs() + 0.2125f;

    public static float[] Floats(Tensor tensor) => tensor.numel() == 0 ? [] : tensor.data<float>().ToArray();

    public static void AreClose(IReadOnlyList<double> expected, Tensor actual, double tolerance = 1e-5)
    {
        float[] values = Floats(actual);
        Assert.HasCount(expected.Count, values);
        for (int i = 0; i < values.Length; i++)
        {
            bool close = double.IsNaN(expected[i]) ? float.IsNaN(values[i])
                : expected[i].Equals(values[i]) || Math.Abs(expected[i] - values[i]) <= tolerance * (1 + Math.Abs(expected[i]));
            Assert.IsTrue(close, $"Element {i} is {values[i]} instead of {expected[i]}.");
        }
    }

    public static void Match(Tensor expected, Tensor actual, double tolerance = 1e-5)
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape);
        AreClose([.. Floats(expected).Select(value => (double)value)], actual, tolerance);
    }
}
