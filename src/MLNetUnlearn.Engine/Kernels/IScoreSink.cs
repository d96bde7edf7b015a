namespace MLNetUnlearn.Engine.Kernels;

/// <summary>What becomes of the scores of a tile while they are in registers.</summary>
internal interface IScoreSink : ITileSink
{
    /// <summary>A sink for the tile whose first row is <paramref name="row"/> and whose first score belongs to the item given.</summary>
    void BeginTile(int row, int item);

    /// <summary>Every row of the tile was given; scores beyond the last item are NaN.</summary>
    void EndTile();
}
