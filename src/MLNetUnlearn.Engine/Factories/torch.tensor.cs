using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <content>Tensors of given values.</content>
public static partial class torch
{
    /// <summary>A list of values, copied.</summary>
    /// <param name="rawArray">The values.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<float>(rawArray, [rawArray.Length], ScalarType.Float32, dtype), requires_grad);

    /// <summary>Values in row-major order under a shape, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="device">Where it is to be: the CPU in any case.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Made(Factory.From<float>(rawArray, dimensions, ScalarType.Float32, dtype), requires_grad);

    /// <summary>Values in row-major order under a shape, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(Memory<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<float>(rawArray.Span, dimensions, ScalarType.Float32, dtype), requires_grad);

    /// <summary>A matrix of values in row-major order, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<float>(Array(rawArray), [rows, columns], ScalarType.Float32, dtype), requires_grad);

    /// <summary>A list of values, copied.</summary>
    /// <param name="dataArray">The values.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="device">Where it is to be: the CPU in any case.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Made(Factory.From<long>(dataArray, [dataArray.Length], ScalarType.Int64, dtype), requires_grad);

    /// <summary>Values in row-major order under a shape, copied.</summary>
    /// <param name="dataArray">The values; what exceeds the shape is left out.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="device">Where it is to be: the CPU in any case.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Made(Factory.From<long>(dataArray, dimensions, ScalarType.Int64, dtype), requires_grad);

    /// <summary>Values in row-major order under a shape, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="device">Where it is to be: the CPU in any case.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(
        Memory<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Made(Factory.From<long>(rawArray.Span, dimensions, ScalarType.Int64, dtype), requires_grad);

    /// <summary>A matrix of values in row-major order, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<long>(Array(rawArray), [rows, columns], ScalarType.Int64, dtype), requires_grad);

    /// <summary>A list of values, copied.</summary>
    /// <param name="rawArray">The values.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<int>(rawArray, [rawArray.Length], ScalarType.Int32, dtype), requires_grad);

    /// <summary>Values in row-major order under a shape, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="device">Where it is to be: the CPU in any case.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Made(Factory.From<int>(rawArray, dimensions, ScalarType.Int32, dtype), requires_grad);

    /// <summary>A matrix of values in row-major order, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<int>(Array(rawArray), [rows, columns], ScalarType.Int32, dtype), requires_grad);

    /// <summary>A list of values, copied.</summary>
    /// <param name="rawArray">The values.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<bool>(rawArray, [rawArray.Length], ScalarType.Bool, dtype), requires_grad);

    /// <summary>Values in row-major order under a shape, copied.</summary>
    /// <param name="rawArray">The values; what exceeds the shape is left out.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The type, by default the values'.</param>
    /// <param name="device">Where it is to be: the CPU in any case.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    /// <exception cref="ArgumentException">There are fewer values than the shape has elements.</exception>
    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Made(Factory.From<bool>(rawArray, dimensions, ScalarType.Bool, dtype), requires_grad);

    private static Tensor Made(TensorImpl impl, bool requires_grad) => new Tensor(impl).requires_grad_(requires_grad);

    private static T[] Array<T>(IList<T> values) => values as T[] ?? [.. values];
}
