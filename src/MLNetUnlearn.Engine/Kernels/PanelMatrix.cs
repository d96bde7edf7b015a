using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// A small matrix laid out once for many products with it: panels of a few columns, each in one piece, the last one filled up to whole
/// registers with zeros.
/// </summary>
internal readonly unsafe struct PanelMatrix(float* panels, int rows, int columns)
{
    private const int Lanes = 64;
    private const int Unit = 16;

    /// <summary>The columns of a product, those that fill up registers included.</summary>
    internal static int Step(int columns) => (columns + Unit - 1) / Unit * Unit;

    /// <summary>The number of floats it takes.</summary>
    internal static int Size(int rows, int columns) => checked(rows * Step(columns));

    /// <summary>Takes over a matrix of rows x columns.</summary>
    internal void Fill(float* from)
    {
        for (int column = 0; column < columns; column += Lanes)
            Packing.Rows(from + column, columns, Math.Min(Lanes, columns - column), rows, panels + column * rows, Width(column));
    }

    /// <summary>Takes over the transpose of a matrix of columns x rows.</summary>
    internal void FillTransposed(float* from)
    {
        for (int column = 0; column < columns; column += Lanes)
        {
            Packing.Transposed(
                from + column * rows, rows, Math.Min(Lanes, columns - column), rows, panels + column * rows, Width(column));
        }
    }

    /// <summary>result = a · this + addend, all columns that <see cref="Step"/> counts; addend may be the result itself.</summary>
    internal void Multiply<T>(float* a, int aRows, float* addend, nint addendRow, float* result)
        where T : unmanaged, ISimd<T>
    {
        for (int column = 0; column < columns; column += Lanes)
        {
            int width = Width(column);
            new GemmProblem(
                a, rows, 1, panels + column * rows, width, false, result + column, Step(columns), rows, addend + column, addendRow)
                .Run<T>(0, aRows, 0, width);
        }
    }

    private int Width(int column) => Math.Min(Lanes, Step(columns) - column);
}
