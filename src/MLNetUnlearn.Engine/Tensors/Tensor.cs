using MLNetUnlearn.Engine.Scopes;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

/// <summary>
/// The subset of TorchSharp 0.102.7's <c>torch</c> that sequence models need, on the CPU, without native code. Names, order of parameters
/// and defaults are TorchSharp's; parameters for dimension names, and most for devices, are left out. What behaves differently says so at
/// the member.
/// </summary>
public static partial class torch
{
    /// <summary>
    /// A handle to a shaped array of numbers. Several handles may name the same array, and the graph keeps what backward needs: disposing
    /// a handle frees the memory only when nothing else uses it. Unlike TorchSharp's there is no finaliser: memory of a tensor that is
    /// neither disposed nor in a scope is left to the garbage collector and not reused. Not safe for concurrent changes.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;

        private TensorImpl? _impl;

        internal Tensor(TensorImpl impl)
        {
            _impl = impl;
            Interlocked.Increment(ref _totalCount);
            OwningDisposeScope = DisposeScopeManager.Register(this);
        }

        /// <summary>
        /// The number of tensor handles of the process that are not disposed. A handle that was forgotten counts for ever.
        /// </summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);

        /// <summary>Whether the handle was disposed or given away.</summary>
        public bool IsInvalid => _impl is null;

        /// <summary>A new array of the sizes; empty for a scalar.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed. So for every member.</exception>
        public long[] shape => (long[])Impl.Shape.Clone();

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => Impl.DType;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Impl.Count;

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal TensorImpl Impl => _impl ?? throw new InvalidOperationException("The tensor was disposed.");

        /// <summary>The number of dimensions.</summary>
        public long dim() => Impl.Rank;

        /// <summary>The number of elements.</summary>
        public long numel() => Impl.Count;

        /// <summary>The size of one dimension.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public long size(int dim)
        {
            TensorImpl impl = Impl;
            if (impl.Rank == 0) throw new ArgumentOutOfRangeException(nameof(dim), dim, "A scalar has no dimensions.");
            return impl.Shape[Shapes.Axis(dim, impl.Rank)];
        }

        /// <summary>Whether the elements lie one after the other in memory.</summary>
        public bool is_contiguous() => Impl.IsContiguous;

        /// <summary>Moves the tensor from the scope that holds it to the one around that, or out of all scopes.</summary>
        /// <returns>The same tensor.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all scopes: it lives until it is disposed.</summary>
        /// <returns>The same tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Type and shape. The format is not TorchSharp's.</summary>
        public override string ToString() => _impl is { } impl ? $"{impl.DType}{Shapes.Text(impl.Shape)}" : "disposed";

        /// <summary>Gives up the handle; the memory is reused once nothing else needs it. Further calls do nothing.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives up the handle.</summary>
        /// <param name="disposing">Always true: there is no finaliser.</param>
        protected virtual void Dispose(bool disposing)
        {
            OwningDisposeScope?.Remove(this);
            OwningDisposeScope = null;
            Take()?.Release();
        }

        /// <summary>The array itself, which then has no handle here any more.</summary>
        internal TensorImpl? Take()
        {
            TensorImpl? impl = Interlocked.Exchange(ref _impl, null);
            if (impl is not null) Interlocked.Decrement(ref _totalCount);
            return impl;
        }
    }
}
