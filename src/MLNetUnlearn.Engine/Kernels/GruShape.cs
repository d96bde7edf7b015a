namespace MLNetUnlearn.Engine.Kernels;

/// <summary>What a GRU over packed rows is about.</summary>
/// <param name="Rows">The number of packed rows.</param>
/// <param name="Segments">The number of segments.</param>
/// <param name="Hidden">The width of a state.</param>
internal readonly record struct GruShape(int Rows, int Segments, int Hidden)
{
    // Enough rows per product to use the tiles well, and groups to share out.
    private const int GroupSegments = 32;
    private const long GrainMultiplications = 1024 * 1024;

    /// <summary>The width of a row of gates.</summary>
    internal int Columns => 3 * Hidden;

    /// <summary>
    /// The number of groups of segments that go through time together. Group g has every so many-th segment, longest first, from the g-th
    /// on: groups cost the same, and those still running at a time are the first of each.
    /// </summary>
    internal int Groups => (Segments + GroupSegments - 1) / GroupSegments;

    /// <summary>The number of groups worth a thread.</summary>
    internal int Grain => (int)Math.Clamp(GrainMultiplications * Groups / ((long)Rows * Columns * Hidden), 1, int.MaxValue);

    /// <summary>The number of segments of a group.</summary>
    internal int Count(int group) => (Segments - group + Groups - 1) / Groups;
}
