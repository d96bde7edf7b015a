using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>New tensors of given values.</summary>
internal static class Factory
{
    internal static TensorImpl Full(long[] shape, Scalar value, ScalarType dtype)
    {
        TensorImpl result = TensorImpl.Create(dtype, shape);
        Fill(result, value);
        return result;
    }

    /// <summary>Sets every element of a dense tensor.</summary>
    internal static void Fill(TensorImpl target, Scalar value)
    {
        switch (target.DType)
        {
            case ScalarType.Float32: target.Data<float>().Fill((float)value.Value); break;
            case ScalarType.Int64: target.Data<long>().Fill(value.Integer); break;
            case ScalarType.Int32: target.Data<int>().Fill((int)value.Integer); break;
            default: target.Data<byte>().Fill(value.Value != 0 ? (byte)1 : (byte)0); break;
        }
    }

    /// <summary>A copy of the first elements of a span.</summary>
    internal static TensorImpl From<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions, ScalarType own, ScalarType? wanted)
        where T : struct
    {
        int count = Shapes.Count(dimensions);
        if (count > values.Length)
            throw new ArgumentException($"{values.Length} elements do not fill a tensor of shape {Shapes.Text(dimensions)}.");
        TensorImpl result = TensorImpl.Create(own, dimensions.ToArray());
        values[..count].CopyTo(result.Data<T>());
        if (wanted is null || wanted == own) return result;
        TensorImpl converted = Casting.To(result, wanted.Value);
        result.Release();
        return converted;
    }

    internal static TensorImpl Range(Scalar start, Scalar stop, Scalar step, ScalarType dtype)
    {
        if (step.Value == 0 || (stop.Value - start.Value) * step.Value < 0)
            throw new ArgumentException($"From {start.Value} one does not reach {stop.Value} in steps of {step.Value}.");
        bool exact = start.IsIntegral && stop.IsIntegral && step.IsIntegral;
        int count = (int)Math.Ceiling((stop.Value - start.Value) / step.Value);
        TensorImpl result = TensorImpl.Create(ScalarType.Int64, [count]);
        if (exact)
        {
            for (int i = 0; i < count; i++) result.Longs[i] = start.Integer + i * step.Integer;
            if (dtype == ScalarType.Int64) return result;
        }
        TensorImpl converted = exact ? Casting.To(result, dtype) : Fractions(start.Value, step.Value, count, dtype);
        result.Release();
        return converted;
    }

    private static TensorImpl Fractions(double start, double step, int count, ScalarType dtype)
    {
        TensorImpl values = TensorImpl.Create([count]);
        for (int i = 0; i < count; i++) values.Floats[i] = (float)(start + i * step);
        TensorImpl result = Casting.To(values, dtype);
        values.Release();
        return result;
    }
}
