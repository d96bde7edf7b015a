using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Products of matrices and of stacks of matrices.</summary>
internal static class MatrixOps
{
    /// <summary>The product of two matrices.</summary>
    internal static TensorImpl Multiply(TensorImpl left, TensorImpl right)
    {
        RequireFloat(left, right);
        if (left.Rank != 2 || right.Rank != 2 || left.Shape[1] != right.Shape[0]) throw Mismatch(left, right);
        TensorImpl result = Product(left, false, right, false);
        return GradMode.Records(left, right) ? result.Record(new ProductNode(left, right)) : result;
    }

    /// <summary>The products of two stacks of matrices, pair by pair.</summary>
    internal static TensorImpl MultiplyStacks(TensorImpl left, TensorImpl right)
    {
        RequireFloat(left, right);
        bool fits = left.Rank == 3 && right.Rank == 3 && left.Shape[0] == right.Shape[0] && left.Shape[2] == right.Shape[1];
        if (!fits) throw Mismatch(left, right);
        TensorImpl result = Product(left, false, right, false);
        return GradMode.Records(left, right) ? result.Record(new ProductNode(left, right)) : result;
    }

    /// <summary>
    /// PyTorch's matmul for up to three dimensions: vectors count as rows or columns, a matrix on the right is applied to every matrix on
    /// the left.
    /// </summary>
    internal static TensorImpl General(TensorImpl left, TensorImpl right) => (left.Rank, right.Rank) switch
    {
        (2, 2) => Multiply(left, right),
        (3, 3) => MultiplyStacks(left, right),
        (> 2, 2) => OnRows(left, right),
        (>= 1, 1) => WithColumn(left, right),
        (1, 2) => WithRow(left, right),
        _ => throw Mismatch(left, right),
    };

    /// <summary>op(left) · op(right) of matrices or stacks; not recorded. Transposed views are read in place.</summary>
    internal static TensorImpl Product(TensorImpl left, bool transposeLeft, TensorImpl right, bool transposeRight)
    {
        TensorImpl a = Readable(left, ref transposeLeft), b = Readable(right, ref transposeRight);
        int m = Side(a, transposeLeft, rows: true), k = Side(a, transposeLeft, rows: false), n = Side(b, transposeRight, rows: false);
        int count = a.Rank == 3 ? (int)a.Shape[0] : 1;
        TensorImpl result = TensorImpl.Create(a.Rank == 3 ? [count, m, n] : [m, n]);
        for (int i = 0; i < count; i++)
        {
            Gemm.Multiply(
                a.Floats.Slice(i * m * k, m * k), transposeLeft, b.Floats.Slice(i * k * n, k * n), transposeRight,
                result.Floats.Slice(i * m * n, m * n), m, n, k);
        }
        a.Release();
        b.Release();
        return result;
    }

    // A dense tensor of the same numbers; a view with rows and columns swapped is swapped back by way of the flag.
    private static TensorImpl Readable(TensorImpl matrix, ref bool transpose)
    {
        if (matrix.IsContiguous) return matrix.Retain();
        TensorImpl swapped = ShapeOps.SwapLast(matrix);
        if (!swapped.IsContiguous)
        {
            swapped.Release();
            return Layout.Copy(matrix);
        }
        transpose = !transpose;
        return swapped;
    }

    private static int Side(TensorImpl matrix, bool transposed, bool rows) => (int)matrix.Shape[rows == transposed ? ^1 : ^2];

    private static TensorImpl OnRows(TensorImpl left, TensorImpl right)
    {
        TensorImpl rows = ShapeOps.Reshape(left, [-1, left.Shape[^1]]);
        TensorImpl product = Multiply(rows, right);
        rows.Release();
        return Reshaped(product, [.. left.Shape[..^1], right.Shape[1]]);
    }

    private static TensorImpl WithColumn(TensorImpl left, TensorImpl right)
    {
        TensorImpl rows = ShapeOps.Reshape(left, [-1, left.Shape[^1]]), column = ShapeOps.Reshape(right, [-1, 1]);
        TensorImpl product = Multiply(rows, column);
        rows.Release();
        column.Release();
        return Reshaped(product, left.Shape[..^1]);
    }

    private static TensorImpl WithRow(TensorImpl left, TensorImpl right)
    {
        TensorImpl row = ShapeOps.Reshape(left, [1, -1]);
        TensorImpl product = Multiply(row, right);
        row.Release();
        return Reshaped(product, [right.Shape[1]]);
    }

    private static TensorImpl Reshaped(TensorImpl product, long[] shape)
    {
        TensorImpl result = ShapeOps.Reshape(product, shape);
        product.Release();
        return result;
    }

    private static void RequireFloat(TensorImpl left, TensorImpl right)
    {
        if (left.DType != ScalarType.Float32 || right.DType != ScalarType.Float32)
            throw new ArgumentException($"Matrix products need float32, not {left.DType} and {right.DType}.");
    }

    private static ArgumentException Mismatch(TensorImpl left, TensorImpl right)
        => new($"Matrices of shapes {Shapes.Text(left.Shape)} and {Shapes.Text(right.Shape)} cannot be multiplied.");

    private sealed class ProductNode : Node
    {
        private readonly TensorImpl _left;
        private readonly TensorImpl _right;

        internal ProductNode(TensorImpl left, TensorImpl right)
            : base(left, right)
        {
            _left = Save(left);
            _right = Save(right);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (Needs(0)) pass.Give(Edges[0], Product(grad, false, _right, true));
            if (Needs(1)) pass.Give(Edges[1], Product(_left, true, grad, false));
        }
    }
}
