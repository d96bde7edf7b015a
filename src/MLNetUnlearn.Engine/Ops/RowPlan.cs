using MLNetUnlearn.Engine.Kernels;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>
/// Broadcasting seen as a matrix: an operand is whole, one value, one row for all rows, or one column for all columns. Most broadcasts
/// are; the others are done on copies of full size.
/// </summary>
internal readonly record struct RowPlan(int Rows, int Columns, RowOperand Left, RowOperand Right)
{
    internal static bool TryMake(long[] left, long[] right, long[] shape, out RowPlan plan)
    {
        plan = default;
        long count = Product(shape, shape.Length);
        if (count == 0) return false;
        // The number of trailing dimensions that form the columns is given by the operand that is repeated.
        int trailing = Math.Max(Trailing(left, shape), Trailing(right, shape));
        if (trailing < 0) trailing = shape.Length;
        long columns = Product(shape, trailing);
        if (!TryOperand(left, shape, trailing, columns, out RowOperand x)) return false;
        if (!TryOperand(right, shape, trailing, columns, out RowOperand y)) return false;
        plan = new RowPlan((int)(count / columns), (int)columns, x, y);
        return true;
    }

    // The trailing dimensions a row operand has, or a column operand lacks; -1 if the operand settles nothing.
    private static int Trailing(long[] operand, long[] shape)
    {
        long own = Product(operand, operand.Length);
        if (own == 1 || own == Product(shape, shape.Length)) return -1;
        int i = 0;
        while (i < operand.Length && operand[^(i + 1)] == shape[^(i + 1)]) i++;
        if (i > 0 && Product(shape, i) > 1) return i;
        i = 0;
        while (i < operand.Length && operand[^(i + 1)] == 1) i++;
        return i;
    }

    private static bool TryOperand(long[] operand, long[] shape, int trailing, long columns, out RowOperand result)
    {
        long own = Product(operand, operand.Length);
        long all = Product(shape, shape.Length);
        result = default;
        if (own == 1) return true;
        if (own == all) result = new RowOperand((int)columns, true);
        else if (own == columns && Matches(operand, shape, 0, trailing)) result = new RowOperand(0, true);
        else if (own * columns == all && Matches(operand, shape, trailing, shape.Length)) result = new RowOperand(1, false);
        else return false;
        return true;
    }

    // Whether the operand has the sizes of the shape in a range of dimensions counted from the end.
    private static bool Matches(long[] operand, long[] shape, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            long size = i < operand.Length ? operand[^(i + 1)] : 1;
            if (size != shape[^(i + 1)]) return false;
        }
        return true;
    }

    private static long Product(long[] shape, int last)
    {
        long product = 1;
        for (int i = 1; i <= last; i++) product *= shape[^i];
        return product;
    }
}
