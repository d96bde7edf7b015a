using System.Numerics;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Conversions between element types. Nothing here is recorded.</summary>
internal static class Casting
{
    /// <summary>The tensor itself if it has the type and is dense, else a converted copy; a reference of its own either way.</summary>
    internal static TensorImpl To(TensorImpl source, ScalarType dtype)
    {
        if (source.DType == dtype) return Layout.AsContiguous(source);
        TensorImpl dense = Layout.AsContiguous(source);
        TensorImpl result = TensorImpl.Create(dtype, source.Shape);
        switch (source.DType)
        {
            case ScalarType.Float32: From<float>(dense.Data<float>(), result); break;
            case ScalarType.Int64: From<long>(dense.Data<long>(), result); break;
            case ScalarType.Int32: From<int>(dense.Data<int>(), result); break;
            default: From<byte>(dense.Data<byte>(), result); break;
        }
        dense.Release();
        return result;
    }

    /// <summary>The type both operands are converted to: bool before int32 before int64 before float32.</summary>
    internal static ScalarType Promote(ScalarType left, ScalarType right) => Order(left) >= Order(right) ? left : right;

    /// <summary>The type of an operation of a tensor and a number, which counts only if it is of a higher kind.</summary>
    internal static ScalarType Promote(ScalarType tensor, Scalar number)
    {
        if (tensor == ScalarType.Float32 || !number.IsIntegral) return ScalarType.Float32;
        return tensor == ScalarType.Bool ? ScalarType.Int64 : tensor;
    }

    private static int Order(ScalarType dtype) => dtype switch
    {
        ScalarType.Bool => 0,
        ScalarType.Int32 => 1,
        ScalarType.Int64 => 2,
        _ => 3,
    };

    private static void From<T>(ReadOnlySpan<T> source, TensorImpl result)
        where T : struct, INumber<T>
    {
        switch (result.DType)
        {
            case ScalarType.Float32: Convert(source, result.Data<float>()); break;
            case ScalarType.Int64: Convert(source, result.Data<long>()); break;
            case ScalarType.Int32: Convert(source, result.Data<int>()); break;
            default:
                Span<byte> flags = result.Data<byte>();
                for (int i = 0; i < flags.Length; i++) flags[i] = source[i] != T.Zero ? (byte)1 : (byte)0;
                break;
        }
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> result)
        where TFrom : struct, INumber<TFrom>
        where TTo : struct, INumber<TTo>
    {
        for (int i = 0; i < result.Length; i++) result[i] = TTo.CreateTruncating(source[i]);
    }
}
