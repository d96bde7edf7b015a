namespace MLNetUnlearn.Recommenders.Training;

/// <summary>In which order a pass visits rows.</summary>
internal interface IPassOrder
{
    /// <summary>Orders the rows for a pass.</summary>
    /// <param name="rows">In: the order of the pass before, at first 0, 1, 2, ... Out: the order of this pass.</param>
    /// <param name="pass">Its number, from 1.</param>
    void Begin(int[] rows, ulong pass);
}
