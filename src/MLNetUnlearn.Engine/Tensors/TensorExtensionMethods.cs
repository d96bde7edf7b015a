using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>Reading scalars of any type.</summary>
public static class TensorExtensionMethods
{
    /// <summary>The only element as a float.</summary>
    /// <param name="value">A tensor of one element of any type.</param>
    /// <exception cref="ArgumentException">The tensor does not have exactly one element.</exception>
    public static float ToSingle(this Tensor value)
    {
        TensorImpl converted = One(value, ScalarType.Float32);
        float result = converted.Floats[0];
        converted.Release();
        return result;
    }

    /// <summary>The only element as a long, cut off toward zero.</summary>
    /// <param name="value">A tensor of one element of any type.</param>
    /// <exception cref="ArgumentException">The tensor does not have exactly one element.</exception>
    public static long ToInt64(this Tensor value)
    {
        TensorImpl converted = One(value, ScalarType.Int64);
        long result = converted.Longs[0];
        converted.Release();
        return result;
    }

    private static TensorImpl One(Tensor value, ScalarType dtype)
    {
        TensorImpl impl = value.Impl;
        if (impl.Count != 1) throw new ArgumentException($"One element is needed; the tensor has shape {Shapes.Text(impl.Shape)}.");
        return Casting.To(impl, dtype);
    }
}
