using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Choosing and placing elements by index.</content>
    public partial class Tensor
    {
        /// <summary>The slices of a dimension in the order of a list of indices.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">int64 or int32, one dimension; indices may repeat, their gradients then add up.</param>
        /// <exception cref="ArgumentException">The index is not a list of integers.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index lies outside the dimension.</exception>
        public Tensor index_select(long dim, Tensor index) => new(IndexOps.Select(Impl, dim, index.Impl));

        /// <summary>One element per position: along the dimension where the index says, in all others at the same place.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">int64, with as many dimensions, in none but <paramref name="dim"/> larger than this tensor.</param>
        /// <returns>A tensor of the index's shape.</returns>
        /// <exception cref="ArgumentException">The index does not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index lies outside the dimension.</exception>
        public Tensor gather(long dim, Tensor index) => new(GatherOps.Gather(Impl, dim, index.Impl));

        /// <summary>
        /// Puts each element of a source where the index says along the dimension; of several for one place the last one stays.
        /// </summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">int64, with as many dimensions, not larger than the source.</param>
        /// <param name="src">The elements, of this tensor's type.</param>
        /// <returns>The same tensor.</returns>
        /// <exception cref="ArgumentException">Index or source do not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index lies outside the dimension.</exception>
        /// <exception cref="InvalidOperationException">As for <see cref="copy_"/>.</exception>
        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            GatherOps.ScatterInPlace(Impl, dim, index.Impl, src.Impl);
            return this;
        }

        /// <summary>This tensor plus slices of a source, each added where the index says.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">int64 or int32, one per slice of the source; may repeat.</param>
        /// <param name="source">float32, of this shape but for the dimension.</param>
        /// <param name="alpha">The factor on the source.</param>
        /// <exception cref="ArgumentException">Index or source do not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index lies outside the dimension.</exception>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha)
            => new(IndexOps.Add(Impl, dim, index.Impl, source.Impl, (float)alpha.Value));

        /// <summary>Adds slices of a source in place, each where the index says.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="index">int64 or int32, one per slice of the source; may repeat.</param>
        /// <param name="source">float32, of this shape but for the dimension.</param>
        /// <param name="alpha">The factor on the source.</param>
        /// <returns>The same tensor.</returns>
        /// <exception cref="ArgumentException">Index or source do not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index lies outside the dimension.</exception>
        /// <exception cref="InvalidOperationException">As for <see cref="copy_"/>.</exception>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            IndexOps.AddInPlace(Impl, dim, index.Impl, source.Impl, (float)alpha.Value);
            return this;
        }
    }
}
