using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>What becomes of the scores of a tile while they are in registers.</summary>
internal interface IScoreSink
{
    /// <summary>A sink for the tile whose first row is <paramref name="row"/> and whose first score belongs to the item given.</summary>
    void BeginTile(int row, int item);

    /// <summary>Takes the scores of a row of the tile, 0 to 5, two registers wide.</summary>
    void Take<T>(int row, T v0, T v1)
        where T : unmanaged, ISimd<T>;

    /// <summary>Takes the scores of a row of the tile, 0 to 5, four registers wide.</summary>
    void Take<T>(int row, T v0, T v1, T v2, T v3)
        where T : unmanaged, ISimd<T>;

    /// <summary>Every row of the tile was given; scores beyond the last item are NaN.</summary>
    void EndTile();
}
