using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>What becomes of the sums of a tile while they are in registers.</summary>
internal interface ITileSink
{
    /// <summary>Takes a row of the tile, 0 to 5, two registers wide.</summary>
    void Take<T>(int row, T v0, T v1)
        where T : unmanaged, ISimd<T>;

    /// <summary>Takes a row of the tile, 0 to 5, four registers wide.</summary>
    void Take<T>(int row, T v0, T v1, T v2, T v3)
        where T : unmanaged, ISimd<T>;
}
