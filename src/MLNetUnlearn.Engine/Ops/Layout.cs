using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Copies of tensors in dense form. Nothing here is recorded.</summary>
internal static class Layout
{
    /// <summary>A new dense tensor of the same elements.</summary>
    internal static TensorImpl Copy(TensorImpl source)
    {
        TensorImpl copy = TensorImpl.Create(source.DType, source.Shape);
        CopyTo(source, copy);
        return copy;
    }

    /// <summary>The tensor itself if it is dense, else a copy; a reference of its own either way.</summary>
    internal static TensorImpl AsContiguous(TensorImpl source) => source.IsContiguous ? source.Retain() : Copy(source);

    /// <summary>Like <see cref="AsContiguous"/>, but takes over the reference it was given.</summary>
    internal static TensorImpl TakeContiguous(TensorImpl source)
    {
        if (source.IsContiguous) return source;
        TensorImpl copy = Copy(source);
        source.Release();
        return copy;
    }

    /// <summary>Copies the elements in order; types and counts are the same, either side may be strided.</summary>
    internal static void CopyTo(TensorImpl source, TensorImpl target)
    {
        switch (Shapes.ElementSize(source.DType))
        {
            case 1: CopyTo<byte>(source, target); break;
            case 4: CopyTo<int>(source, target); break;
            default: CopyTo<long>(source, target); break;
        }
    }

    /// <summary>A view broadcast to a larger shape.</summary>
    internal static TensorImpl Expand(TensorImpl source, long[] shape)
    {
        if (Shapes.Same(source.Shape, shape)) return source.View(source.Shape, source.IsContiguous ? null : source.Strides, source.Offset);
        int lead = shape.Length - source.Rank;
        var strides = new long[shape.Length];
        for (int i = 0; i < source.Rank; i++)
        {
            if (source.Shape[i] == shape[lead + i]) strides[lead + i] = source.Strides[i];
            else if (source.Shape[i] != 1)
                throw new ArgumentException($"The shape {Shapes.Text(source.Shape)} cannot be expanded to {Shapes.Text(shape)}.");
        }
        return source.View(shape, strides, source.Offset);
    }

    /// <summary>A dense copy broadcast to a larger shape.</summary>
    internal static TensorImpl Broadcast(TensorImpl source, long[] shape) => TakeContiguous(Expand(source, shape));

    /// <summary>The same elements under another shape of the same count; dense, so mostly a view.</summary>
    internal static TensorImpl Reshape(TensorImpl source, long[] shape)
    {
        TensorImpl dense = AsContiguous(source);
        TensorImpl view = dense.View(shape, null, dense.Offset);
        dense.Release();
        return view;
    }

    /// <summary>A tensor of one element without dimensions.</summary>
    internal static TensorImpl Scalar(double value)
    {
        TensorImpl scalar = TensorImpl.Create(ScalarType.Float32, Shapes.Scalar);
        scalar.Floats[0] = (float)value;
        return scalar;
    }

    private static void CopyTo<T>(TensorImpl source, TensorImpl target)
        where T : struct
    {
        if (source.IsContiguous && target.IsContiguous)
        {
            source.Data<T>().CopyTo(target.Data<T>());
        }
        else if (target.IsContiguous)
        {
            Strided.Read<T>(source.Raw<T>(), source.Offset, source.Shape, source.Strides, target.Data<T>());
        }
        else
        {
            TensorImpl dense = AsContiguous(source);
            Strided.Write<T>(dense.Data<T>(), target.Raw<T>(), target.Offset, target.Shape, target.Strides);
            dense.Release();
        }
    }
}
