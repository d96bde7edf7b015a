namespace MLNetUnlearn.Engine.Kernels;

/// <summary>The rows of a matrix whose rows are whole but may lie apart: columns of a wider matrix.</summary>
internal readonly ref struct RowsOf(ReadOnlySpan<float> values, int step)
{
    /// <summary>From the first element of the first row to the last of the last.</summary>
    internal ReadOnlySpan<float> Values { get; } = values;

    /// <summary>The distance between rows.</summary>
    internal int Step { get; } = step;
}
