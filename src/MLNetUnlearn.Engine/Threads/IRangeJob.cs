namespace MLNetUnlearn.Engine.Threads;

/// <summary>Work on a range of indices; the result must not depend on how the whole range is cut.</summary>
internal interface IRangeJob
{
    /// <summary>Does the indices from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    void Run(int from, int to);
}
