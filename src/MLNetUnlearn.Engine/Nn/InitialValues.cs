using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>The values parameters start with: functions of nothing but the shape, since there is no global generator.</summary>
internal static class InitialValues
{
    private const long Seed = 0x5EED;

    /// <summary>Uniform in -bound..bound.</summary>
    internal static Tensor Uniform(double bound, params long[] shape) => Fill(shape, i => (float)((2 * Unit(i, 0) - 1) * bound));

    /// <summary>Normal with mean 0 and deviation 1 (Box and Muller).</summary>
    internal static Tensor Normal(params long[] shape)
        => Fill(shape, i => (float)(Math.Sqrt(-2 * Math.Log(1 - Unit(i, 0))) * Math.Cos(2 * Math.PI * Unit(i, 1))));

    private static Tensor Fill(long[] shape, Func<uint, float> value)
    {
        var values = new float[Tensors.Shapes.Count(shape)];
        for (int i = 0; i < values.Length; i++) values[i] = value((uint)i);
        return tensor(values, shape);
    }

    // In [0, 1).
    private static double Unit(uint index, int stream) => CounterHash.Bits(Seed + stream, index) / 4294967296.0;
}
