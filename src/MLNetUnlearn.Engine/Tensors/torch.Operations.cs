using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <content>Operations of several tensors.</content>
public static partial class torch
{
    /// <summary>Tensors joined along a dimension. A single one is returned itself, as in TorchSharp.</summary>
    /// <param name="tensors">At least one, with the same sizes in all other dimensions.</param>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <exception cref="ArgumentException">There is none, or the shapes differ.</exception>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
        => tensors.Count == 1 ? tensors[0] : new Tensor(JoinOps.Concatenate(Impls(tensors), dim));

    /// <summary>Tensors of one shape joined along a new dimension.</summary>
    /// <param name="tensors">At least one.</param>
    /// <param name="dim">The new dimension; negative counts from the end of the result.</param>
    /// <exception cref="ArgumentException">There is none, or the shapes differ.</exception>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => new(JoinOps.Stack(Impls(tensors), dim));

    /// <summary>x where a condition holds, else y.</summary>
    /// <param name="condition">bool.</param>
    /// <param name="x">What to take where it holds.</param>
    /// <param name="y">What to take elsewhere.</param>
    /// <exception cref="ArgumentException">The condition is not bool, or the shapes cannot be broadcast to one another.</exception>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    private static TensorImpl[] Impls(IEnumerable<Tensor> tensors) => [.. tensors.Select(tensor => tensor.Impl)];
}
