using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>A comparison of two numbers.</summary>
internal interface IComparison
{
    bool Holds(float x, float y);

    bool Holds(long x, long y);
}

/// <summary>Comparisons and choices, element by element.</summary>
internal static class Comparison
{
    internal static TensorImpl Compare<TOp>(TOp op, TensorImpl left, TensorImpl right)
        where TOp : struct, IComparison
    {
        bool isFloat = Casting.Promote(left.DType, right.DType) == ScalarType.Float32;
        ScalarType common = isFloat ? ScalarType.Float32 : ScalarType.Int64;
        long[] shape = Shapes.Broadcast(left.Shape, right.Shape);
        TensorImpl x = Operand(left, common, shape), y = Operand(right, common, shape);
        TensorImpl result = TensorImpl.Create(ScalarType.Bool, shape);
        Span<bool> flags = result.Data<bool>();
        if (isFloat)
        {
            ReadOnlySpan<float> xs = x.Floats, ys = y.Floats;
            for (int i = 0; i < flags.Length; i++) flags[i] = op.Holds(xs[i], ys[i]);
        }
        else
        {
            ReadOnlySpan<long> xs = x.Longs, ys = y.Longs;
            for (int i = 0; i < flags.Length; i++) flags[i] = op.Holds(xs[i], ys[i]);
        }
        x.Release();
        y.Release();
        return result;
    }

    /// <summary>Which elements have a property; integers and truth values are numbers and finite.</summary>
    internal static TensorImpl Test(TensorImpl input, Func<float, bool> property)
    {
        TensorImpl x = Casting.To(input, ScalarType.Float32);
        TensorImpl result = TensorImpl.Create(ScalarType.Bool, input.Shape);
        Span<bool> flags = result.Data<bool>();
        ReadOnlySpan<float> values = x.Floats;
        for (int i = 0; i < flags.Length; i++) flags[i] = property(values[i]);
        x.Release();
        return result;
    }

    /// <summary>x where the condition holds, else y.</summary>
    internal static TensorImpl Where(TensorImpl condition, TensorImpl x, TensorImpl y)
    {
        if (condition.DType != ScalarType.Bool) throw new ArgumentException($"A condition must be bool, not {condition.DType}.");
        ScalarType dtype = Casting.Promote(x.DType, y.DType);
        long[] shape = Shapes.Broadcast(condition.Shape, Shapes.Broadcast(x.Shape, y.Shape));
        TensorImpl flags = Operand(condition, ScalarType.Bool, shape), yes = Operand(x, dtype, shape), no = Operand(y, dtype, shape);
        TensorImpl result = TensorImpl.Create(dtype, shape);
        switch (Shapes.ElementSize(dtype))
        {
            case 1: Choose<byte>(flags, yes, no, result); break;
            case 4: Choose<int>(flags, yes, no, result); break;
            default: Choose<long>(flags, yes, no, result); break;
        }
        if (GradMode.Records(x, y)) result.Record(new WhereNode(x, y, flags));
        flags.Release();
        yes.Release();
        no.Release();
        return result;
    }

    private static TensorImpl Operand(TensorImpl operand, ScalarType dtype, long[] shape)
    {
        TensorImpl converted = Casting.To(operand, dtype);
        TensorImpl full = Layout.Broadcast(converted, shape);
        converted.Release();
        return full;
    }

    private static void Choose<T>(TensorImpl condition, TensorImpl yes, TensorImpl no, TensorImpl result)
        where T : struct
    {
        ReadOnlySpan<bool> flags = condition.Data<bool>();
        ReadOnlySpan<T> x = yes.Data<T>(), y = no.Data<T>();
        Span<T> to = result.Data<T>();
        for (int i = 0; i < to.Length; i++) to[i] = flags[i] ? x[i] : y[i];
    }

    internal readonly struct IsGreater : IComparison
    {
        public bool Holds(float x, float y) => x > y;

        public bool Holds(long x, long y) => x > y;
    }

    internal readonly struct IsGreaterOrEqual : IComparison
    {
        public bool Holds(float x, float y) => x >= y;

        public bool Holds(long x, long y) => x >= y;
    }

    internal readonly struct IsEqual : IComparison
    {
        public bool Holds(float x, float y) => x == y;

        public bool Holds(long x, long y) => x == y;
    }

    private sealed class WhereNode : Node
    {
        private readonly TensorImpl _flags;
        private readonly long[] _yes;
        private readonly long[] _no;

        internal WhereNode(TensorImpl yes, TensorImpl no, TensorImpl flags)
            : base(yes, no)
        {
            _flags = Save(flags);
            _yes = yes.Shape;
            _no = no.Shape;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (Needs(0)) pass.Give(Edges[0], Part(grad, true, _yes));
            if (Needs(1)) pass.Give(Edges[1], Part(grad, false, _no));
        }

        private TensorImpl Part(TensorImpl grad, bool flag, long[] shape)
        {
            TensorImpl part = TensorImpl.Create(grad.Shape);
            ReadOnlySpan<bool> flags = _flags.Data<bool>();
            ReadOnlySpan<float> from = grad.Floats;
            Span<float> to = part.Floats;
            for (int i = 0; i < to.Length; i++) to[i] = flags[i] == flag ? from[i] : 0;
            TensorImpl sum = Reduction.SumTo(part, shape);
            part.Release();
            return sum;
        }
    }
}
