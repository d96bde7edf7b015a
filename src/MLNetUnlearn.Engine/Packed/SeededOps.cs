using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// Random operations that take their seed as an argument. Not part of TorchSharp: there the same has to be built from other operations.
/// </summary>
public static class SeededOps
{
    /// <summary>
    /// Dropout by counter: the element at flat position i (row-major) is kept if and only if <c>CounterHash.Bits(seed, i)</c> is at least
    /// floor(p * 2^32), and is then multiplied by 1 / (1 - p). The mask depends on nothing else, in particular not on the number of
    /// threads; backward makes it again instead of keeping it. Positions count modulo 2^32.
    /// </summary>
    /// <param name="input">float32, any shape.</param>
    /// <param name="p">The probability of dropping, 0 to 1; at 0 the result is another handle to the input, at 1 all zeros.</param>
    /// <param name="seed">Any value; use another one for every layer and step.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in 0..1.</exception>
    /// <exception cref="ArgumentException">The input is not float32.</exception>
    public static Tensor Dropout(Tensor input, double p, long seed)
    {
        TensorImpl x = input.Impl;
        CheckProbability(p);
        if (x.DType != ScalarType.Float32) throw new ArgumentException($"Dropout needs float32, not {x.DType}.");
        if (p == 0) return new Tensor(x.Retain());
        TensorImpl result = Masked(x, p, seed);
        return new Tensor(GradMode.Records(x) ? result.Record(new DropoutNode(x, p, seed)) : result);
    }

    internal static void CheckProbability(double p)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A dropout probability must lie in 0..1.");
    }

    private static TensorImpl Masked(TensorImpl x, double p, long seed)
    {
        TensorImpl dense = Layout.AsContiguous(x);
        TensorImpl result = TensorImpl.Create(x.Shape);
        DropoutKernel.Apply(dense.Floats, p, seed, result.Floats);
        dense.Release();
        return result;
    }

    private sealed class DropoutNode(TensorImpl input, double p, long seed) : Node(input)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.Give(Edges[0], Masked(grad, p, seed));
    }
}
