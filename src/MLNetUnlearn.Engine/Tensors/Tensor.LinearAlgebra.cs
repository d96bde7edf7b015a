using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Products of matrices, in float32.</content>
    public partial class Tensor
    {
        /// <summary>
        /// The product of vectors, matrices or stacks of matrices: up to three dimensions, or any number times a matrix or vector. Stacks
        /// must have the same length; TorchSharp also broadcasts them.
        /// </summary>
        /// <param name="target">The right factor.</param>
        /// <exception cref="ArgumentException">The shapes do not fit, or a type is not float32.</exception>
        public Tensor matmul(Tensor target) => new(MatrixOps.General(Impl, target.Impl));

        /// <summary>The product of two matrices.</summary>
        /// <param name="target">The right factor.</param>
        /// <exception cref="ArgumentException">The shapes do not fit, or a type is not float32.</exception>
        public Tensor mm(Tensor target) => new(MatrixOps.Multiply(Impl, target.Impl));

        /// <summary>The products of two stacks of matrices, pair by pair.</summary>
        /// <param name="batch2">The right factors.</param>
        /// <exception cref="ArgumentException">The shapes do not fit, or a type is not float32.</exception>
        public Tensor bmm(Tensor batch2) => new(MatrixOps.MultiplyStacks(Impl, batch2.Impl));

        /// <summary>beta * this + alpha * (mat1 · mat2).</summary>
        /// <param name="mat1">The left factor.</param>
        /// <param name="mat2">The right factor.</param>
        /// <param name="beta">The factor on this tensor, which is broadcast.</param>
        /// <param name="alpha">The factor on the product.</param>
        /// <exception cref="ArgumentException">The shapes do not fit, or a type is not float32.</exception>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor product = mat1.mm(mat2);
            Tensor summand = beta == 1 ? this : mul(beta);
            return (alpha == 1 ? product.add(summand) : summand.add(product, alpha)).MoveToOuterDisposeScope();
        }
    }
}
