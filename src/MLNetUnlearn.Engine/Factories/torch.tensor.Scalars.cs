using MLNetUnlearn.Engine.Ops;

namespace MLNetUnlearn.Engine;

/// <content>Tensors of one value.</content>
public static partial class torch
{
    /// <summary>A tensor without dimensions.</summary>
    /// <param name="scalar">Its value.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(float scalar, bool requires_grad = false)
        => Made(Factory.From<float>([scalar], [], ScalarType.Float32, null), requires_grad);

    /// <summary>A tensor without dimensions.</summary>
    /// <param name="scalar">Its value.</param>
    /// <param name="dtype">Its type, by default the value's.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<long>([scalar], [], ScalarType.Int64, dtype), requires_grad);

    /// <summary>A tensor without dimensions.</summary>
    /// <param name="scalar">Its value.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(int scalar, bool requires_grad = false)
        => Made(Factory.From<int>([scalar], [], ScalarType.Int32, null), requires_grad);

    /// <summary>A tensor without dimensions.</summary>
    /// <param name="scalar">Its value.</param>
    /// <param name="dtype">Its type, by default the value's.</param>
    /// <param name="requires_grad">Whether it collects gradients.</param>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, bool requires_grad = false)
        => Made(Factory.From<bool>([scalar], [], ScalarType.Bool, dtype), requires_grad);
}
