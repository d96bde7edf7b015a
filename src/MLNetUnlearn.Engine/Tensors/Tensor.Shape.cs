using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Other shapes of the same elements. Gradients flow through all of them.</content>
    public partial class Tensor
    {
        /// <summary>
        /// The same elements, shared, in order under another shape. For dense tensors only; TorchSharp also allows some strided views.
        /// </summary>
        /// <param name="shape">The sizes; one may be -1 and follows from the others.</param>
        /// <exception cref="ArgumentException">The shape does not fit the number of elements, or the tensor is not contiguous.</exception>
        public Tensor view(params long[] shape)
        {
            if (!Impl.IsContiguous)
            {
                throw new ArgumentException(
                    $"A view of shape {Shapes.Text(shape)} needs a contiguous tensor: call contiguous() or reshape().");
            }
            return reshape(shape);
        }

        /// <summary>The same elements in order under another shape; shared if the tensor is contiguous, else copied.</summary>
        /// <param name="shape">The sizes; one may be -1 and follows from the others.</param>
        /// <exception cref="ArgumentException">The shape does not fit the number of elements.</exception>
        public Tensor reshape(params long[] shape) => new(ShapeOps.Reshape(Impl, shape));

        /// <summary>A matrix with rows and columns swapped; tensors of fewer dimensions stay as they are. A view.</summary>
        /// <exception cref="ArgumentException">The tensor has more than two dimensions.</exception>
        public Tensor t()
        {
            if (Impl.Rank > 2) throw new ArgumentException($"t() needs at most two dimensions, not {Shapes.Text(Impl.Shape)}.");
            return Impl.Rank < 2 ? new Tensor(Impl.Retain()) : transpose(0, 1);
        }

        /// <summary>Two dimensions swapped; a view.</summary>
        /// <param name="dim0">One dimension; negative counts from the end.</param>
        /// <param name="dim1">The other.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor transpose(long dim0, long dim1) => new(ShapeOps.Transpose(Impl, dim0, dim1));

        /// <summary>A new dimension of size 1; a view.</summary>
        /// <param name="dim">Where it is inserted; negative counts from the end of the result.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor unsqueeze(long dim) => new(ShapeOps.Unsqueeze(Impl, dim));

        /// <summary>Without one dimension of size 1 (one of another size stays), or without all of them; a view.</summary>
        /// <param name="dim">The dimension, or null for all.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor squeeze(long? dim = null) => new(ShapeOps.Squeeze(Impl, dim));

        /// <summary>A part of a dimension; a view.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="start">Where it begins; negative counts from the end.</param>
        /// <param name="length">How long it is.</param>
        /// <exception cref="ArgumentOutOfRangeException">The part does not lie within the dimension.</exception>
        public Tensor narrow(long dim, long start, long length) => new(ShapeOps.Narrow(Impl, dim, start, length));

        /// <summary>Dimensions of size 1 repeated to other sizes, and new ones in front, without copying; a view.</summary>
        /// <param name="sizes">The new sizes; -1 keeps one.</param>
        /// <exception cref="ArgumentException">The shape cannot be expanded so.</exception>
        public Tensor expand(params long[] sizes) => new(ShapeOps.Expand(Impl, sizes));
    }
}
