namespace MLNetUnlearn.Engine.Kernels;

/// <summary>What attention over packed rows is about.</summary>
/// <param name="Rows">The number of packed rows.</param>
/// <param name="Heads">The number of heads.</param>
/// <param name="Width">The width of a head.</param>
/// <param name="Longest">The length of the longest segment.</param>
/// <param name="IsCausal">Whether a row sees only itself and the rows before it.</param>
/// <param name="Mask">The dropout of the weights.</param>
internal readonly record struct AttentionShape(int Rows, int Heads, int Width, int Longest, bool IsCausal, DropoutMask Mask)
{
    /// <summary>The length of a packed row.</summary>
    internal int Columns => Heads * Width;

    /// <summary>The factor on the scores.</summary>
    internal float Scale => 1 / MathF.Sqrt(Width);

    /// <summary>The number of rows a row sees, itself included.</summary>
    internal int Seen(int position, int length) => IsCausal ? position + 1 : length;

    /// <summary>The index of a row's first weight in the dropout.</summary>
    internal uint FirstIndex(long row, int head) => unchecked((uint)((row * Heads + head) * Longest));
}
