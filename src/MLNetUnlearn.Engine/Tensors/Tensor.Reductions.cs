using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Sums, means, extremes.</content>
    public partial class Tensor
    {
        /// <summary>
        /// The sum of all elements; int64 for integers and truth values. Mind that <c>sum(0)</c> is this method, here as in TorchSharp:
        /// the literal 0 is taken for an element type. There it gives a sum of bytes, here an exception; for the first dimension say
        /// <c>sum(0L)</c>.
        /// </summary>
        /// <param name="type">The type the elements are converted to first, or null.</param>
        /// <returns>A tensor without dimensions.</returns>
        /// <exception cref="ArgumentException">There is no such type.</exception>
        public Tensor sum(ScalarType? type = null)
        {
            if (type is null) return new Tensor(Reduction.Sum(Impl));
            if (!Enum.IsDefined(type.Value))
                throw new ArgumentException("sum(0) means a sum in the element type 0; say sum(0L) for the first dimension.");
            using Tensor converted = to_type(type.Value);
            return converted.sum();
        }

        /// <summary>The sum over dimensions; int64 for integers and truth values.</summary>
        /// <param name="dim">The dimensions; none means all.</param>
        /// <param name="keepdim">Whether they stay, with size 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor sum(long[] dim, bool keepdim = false) => new(Reduction.Sum(Impl, dim, keepdim));

        /// <summary>The sum over one dimension; int64 for integers and truth values.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays, with size 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor sum(long dim, bool keepdim = false) => new(Reduction.Sum(Impl, [dim], keepdim));

        /// <summary>The mean of all elements; NaN of none.</summary>
        /// <returns>A tensor without dimensions.</returns>
        /// <exception cref="ArgumentException">The tensor is not float32.</exception>
        public Tensor mean() => mean([]);

        /// <summary>The mean over dimensions.</summary>
        /// <param name="dimensions">The dimensions; none means all.</param>
        /// <param name="keepdim">Whether they stay, with size 1.</param>
        /// <exception cref="ArgumentException">The tensor is not float32.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor mean(long[] dimensions, bool keepdim = false)
        {
            if (dtype != ScalarType.Float32) throw new ArgumentException($"A mean needs float32, not {dtype}.");
            TensorImpl impl = Impl;
            bool[] reduced = Reduction.Flags(impl, dimensions);
            long count = 1;
            for (int i = 0; i < reduced.Length; i++) count *= reduced[i] ? impl.Shape[i] : 1;
            using Tensor total = dimensions.Length == 0 && !keepdim ? sum() : sum(dimensions, keepdim);
            return total.div(count);
        }

        /// <summary>The largest element. Of several the first gets the gradient; in TorchSharp they share it.</summary>
        /// <returns>A tensor without dimensions.</returns>
        /// <exception cref="ArgumentException">There is no element.</exception>
        public Tensor max()
        {
            using Tensor flat = reshape(-1);
            (Tensor values, Tensor indexes) = flat.max(0);
            indexes.Dispose();
            return values;
        }

        /// <summary>The largest elements of a dimension, and where they are; of several the first.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays, with size 1.</param>
        /// <exception cref="ArgumentException">The dimension is empty.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            (TensorImpl values, TensorImpl indices) = OrderOps.Max(Impl, dim, keepdim);
            return (new Tensor(values), new Tensor(indices));
        }

        /// <summary>Where, in row-major order, the largest element is; of several the first.</summary>
        /// <returns>int64, without dimensions.</returns>
        public Tensor argmax()
        {
            using Tensor flat = reshape(-1);
            return flat.argmax(0);
        }

        /// <summary>Where along a dimension the largest element is; of several the first.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays, with size 1.</param>
        /// <returns>int64.</returns>
        public Tensor argmax(long dim, bool keepdim = false) => new(OrderOps.ArgMax(Impl, dim, keepdim));

        /// <summary>
        /// The k largest or smallest elements of a dimension in order, and where they are. NaN counts as largest. Of equal elements the
        /// first comes first; TorchSharp leaves their order open. Gradients flow to the elements chosen.
        /// </summary>
        /// <param name="k">How many.</param>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="largest">Whether the largest, else the smallest.</param>
        /// <param name="sorted">Has no effect: the result is always sorted.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or it has fewer elements.</exception>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            (TensorImpl values, TensorImpl indices) = OrderOps.Top(Impl, k, dim, largest);
            return (new Tensor(values), new Tensor(indices));
        }

        /// <summary>log(sum of exp(x)) along a dimension, without overflow.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays, with size 1.</param>
        public Tensor logsumexp(long dim, bool keepdim = false) => new(SoftmaxOps.LogSumExp(Impl, dim, keepdim));

        /// <summary>exp(x) divided by its sum along a dimension. TorchSharp's parameter for another type is left out.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        public Tensor softmax(long dim) => new(SoftmaxOps.Softmax(Impl, dim, log: false));

        /// <summary>The logarithm of the softmax along a dimension. TorchSharp's parameter for another type is left out.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        public Tensor log_softmax(long dim) => new(SoftmaxOps.Softmax(Impl, dim, log: true));

        /// <summary>The p-norm of all elements.</summary>
        /// <param name="p">1, 2 or infinity; TorchSharp takes others too.</param>
        /// <returns>A tensor without dimensions.</returns>
        /// <exception cref="NotSupportedException">Another p.</exception>
        public Tensor norm(float p = 2.0f)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor result = p switch
            {
                1 => abs().sum(),
                2 => square().sum().sqrt(),
                float.PositiveInfinity => abs().max(),
                _ => throw new NotSupportedException($"Norms are available for p = 1, 2 and infinity, not {p}."),
            };
            return result.MoveToOuterDisposeScope();
        }
    }
}
