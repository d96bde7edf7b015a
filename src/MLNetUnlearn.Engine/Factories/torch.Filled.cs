using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <content>Tensors filled with one value.</content>
public static partial class torch
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, bool requires_grad = false)
        => Made(TensorImpl.Zeros(dtype ?? ScalarType.Float32, (long[])size.Clone()), requires_grad);

    /// <summary>A tensor of zeros in one dimension.</summary>
    /// <param name="size">The number of elements.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor zeros(long size, ScalarType? dtype = null, bool requires_grad = false)
        => zeros([size], dtype, requires_grad);

    /// <summary>A tensor of zeros in two dimensions.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, bool requires_grad = false)
        => zeros([rows, columns], dtype, requires_grad);

    /// <summary>A tensor of zeros in three dimensions.</summary>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, bool requires_grad = false)
        => zeros([dim0, dim1, dim2], dtype, requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor ones(long[] size, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.Full((long[])size.Clone(), 1, dtype ?? ScalarType.Float32), requires_grad);

    /// <summary>A tensor of ones in one dimension.</summary>
    /// <param name="size">The number of elements.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor ones(long size, ScalarType? dtype = null, bool requires_grad = false)
        => ones([size], dtype, requires_grad);

    /// <summary>A tensor of ones in two dimensions.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, bool requires_grad = false)
        => ones([rows, columns], dtype, requires_grad);

    /// <summary>A tensor of ones in three dimensions.</summary>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, bool requires_grad = false)
        => ones([dim0, dim1, dim2], dtype, requires_grad);

    /// <summary>A tensor of one value.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="value">The value of every element; an integer makes int64, anything else float32, unless a type is given.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.Full((long[])size.Clone(), value, dtype ?? value.Type), requires_grad);

    /// <summary>A tensor of one value in one dimension.</summary>
    /// <param name="size">The number of elements.</param>
    /// <param name="value">The value of every element; an integer makes int64, anything else float32, unless a type is given.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, bool requires_grad = false)
        => full([size], value, dtype, requires_grad);

    /// <summary>A tensor of one value in two dimensions.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="value">The value of every element; an integer makes int64, anything else float32, unless a type is given.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="device">Where it is to be: the CPU in any case.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor full(
        long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => full([rows, columns], value, dtype, requires_grad);

    /// <summary>A tensor of one value in three dimensions.</summary>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="value">The value of every element; an integer makes int64, anything else float32, unless a type is given.</param>
    /// <param name="dtype">The type.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, bool requires_grad = false)
        => full([dim0, dim1, dim2], value, dtype, requires_grad);

    /// <summary>A tensor of arbitrary values.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor empty(long[] size, ScalarType? dtype = null, bool requires_grad = false)
        => Made(TensorImpl.Create(dtype ?? ScalarType.Float32, (long[])size.Clone()), requires_grad);

    /// <summary>A tensor of arbitrary values in one dimension.</summary>
    /// <param name="size">The number of elements.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor empty(long size, ScalarType? dtype = null, bool requires_grad = false)
        => empty([size], dtype, requires_grad);

    /// <summary>A tensor of arbitrary values in two dimensions.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, bool requires_grad = false)
        => empty([rows, columns], dtype, requires_grad);

    /// <summary>A tensor of arbitrary values in three dimensions.</summary>
    /// <param name="dim0">The first size.</param>
    /// <param name="dim1">The second size.</param>
    /// <param name="dim2">The third size.</param>
    /// <param name="dtype">The type, by default float32.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, bool requires_grad = false)
        => empty([dim0, dim1, dim2], dtype, requires_grad);

    /// <summary>A tensor of zeros of another's shape.</summary>
    /// <param name="input">The other.</param>
    /// <param name="dtype">The type, by default the other's.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, bool requires_grad = false)
        => input.zeros_like(dtype, requires_grad);

    /// <summary>A tensor of ones of another's shape.</summary>
    /// <param name="input">The other.</param>
    /// <param name="dtype">The type, by default the other's.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, bool requires_grad = false)
        => input.ones_like(dtype, requires_grad);
}
