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
        TensorImpl x = Checked(input, p);
        if (p == 0) return new Tensor(x.Retain());
        var mask = new DropoutMask(p, seed);
        TensorImpl result = Masked(x, mask);
        return new Tensor(GradMode.Records(x) ? result.Record(new DropoutNode(x, mask)) : result);
    }

    /// <summary>The <see cref="Dropout"/> of <c>input.relu()</c> in one pass; backward needs no mask, only the result.</summary>
    /// <param name="input">float32, any shape.</param>
    /// <param name="p">The probability of dropping, 0 to 1.</param>
    /// <param name="seed">Any value.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in 0..1.</exception>
    /// <exception cref="ArgumentException">The input is not float32.</exception>
    public static Tensor ReluDropout(Tensor input, double p, long seed)
    {
        TensorImpl x = Checked(input, p);
        var mask = new DropoutMask(p, seed);
        TensorImpl dense = Layout.AsContiguous(x), result = TensorImpl.Create(x.Shape);
        if (p == 0) Map.Apply(default(Relu), dense.Floats, result.Floats);
        else DropoutKernel.OfRelu(dense.Floats, mask, result.Floats);
        result.Storage.ZeroShare = ZeroShare(p);
        dense.Release();
        return new Tensor(GradMode.Records(x) ? result.Record(new ReluDropoutNode(x, result, mask.Scale, p)) : result);
    }

    /// <summary>sum + the <see cref="Dropout"/> of the input, in one pass: the end of a residual block.</summary>
    /// <param name="sum">float32, of the input's shape.</param>
    /// <param name="input">float32, any shape.</param>
    /// <param name="p">The probability of dropping, 0 to 1.</param>
    /// <param name="seed">Any value.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in 0..1.</exception>
    /// <exception cref="ArgumentException">A tensor is not float32, or the shapes differ.</exception>
    public static Tensor AddDropout(Tensor sum, Tensor input, double p, long seed)
    {
        TensorImpl x = Checked(input, p), s = Checked(sum, p);
        if (!Shapes.Same(s.Shape, x.Shape))
            throw new ArgumentException($"Dropout of shape {Shapes.Text(x.Shape)} is not added to shape {Shapes.Text(s.Shape)}.");
        if (p == 0) return new Tensor(Arithmetic.Add(s, x));
        var mask = new DropoutMask(p, seed);
        TensorImpl denseSum = Layout.AsContiguous(s), dense = Layout.AsContiguous(x), result = TensorImpl.Create(x.Shape);
        DropoutKernel.AddTo(denseSum.Floats, dense.Floats, mask, result.Floats);
        denseSum.Release();
        dense.Release();
        return new Tensor(GradMode.Records(s, x) ? result.Record(new AddDropoutNode(s, x, mask)) : result);
    }

    internal static void CheckProbability(double p)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A dropout probability must lie in 0..1.");
    }

    private static TensorImpl Checked(Tensor input, double p)
    {
        CheckProbability(p);
        TensorImpl x = input.Impl;
        return x.DType == ScalarType.Float32 ? x : throw new ArgumentException($"Dropout needs float32, not {x.DType}.");
    }

    private static TensorImpl Masked(TensorImpl x, in DropoutMask mask)
    {
        TensorImpl dense = Layout.AsContiguous(x);
        TensorImpl result = TensorImpl.Create(x.Shape);
        DropoutKernel.Apply(dense.Floats, mask, result.Floats);
        result.Storage.ZeroShare = mask.P;
        dense.Release();
        return result;
    }

    // A ReLU lets about half of its inputs through.
    private static double ZeroShare(double p) => 1 - (1 - p) / 2;

    private sealed class DropoutNode(TensorImpl input, DropoutMask mask) : Node(input)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.Give(Edges[0], Masked(grad, mask));
    }

    private sealed class ReluDropoutNode : Node
    {
        private readonly TensorImpl _result;
        private readonly float _scale;
        private readonly double _p;

        internal ReluDropoutNode(TensorImpl input, TensorImpl result, float scale, double p)
            : base(input)
        {
            _result = SaveOutput(result);
            _scale = scale;
            _p = p;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl result = Binary.ComputeFloat(new ScaledReluGradient(_scale), grad, _result);
            result.Storage.ZeroShare = ZeroShare(_p);
            pass.Give(Edges[0], result);
        }
    }

    private sealed class AddDropoutNode(TensorImpl sum, TensorImpl input, DropoutMask mask) : Node(sum, input)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (Needs(0)) pass.Give(Edges[0], grad.Retain());
            if (Needs(1)) pass.Give(Edges[1], Masked(grad, mask));
        }
    }
}
