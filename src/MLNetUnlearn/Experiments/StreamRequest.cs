using MLNetUnlearn.Costs;

namespace MLNetUnlearn.Experiments;

/// <summary>The request that a stream's method is asked to meet.</summary>
public sealed class StreamRequest
{
    internal StreamRequest(int number, CostRecorder progress) => (Number, Progress) = (number, progress);

    /// <summary>
    /// Which request it is, from 1. As the method's seed it makes every request draw anew, and a stream the same every time.
    /// </summary>
    public int Number { get; }

    /// <summary>
    /// Hand it to the <c>Progress</c> of the method, a gradient method as well as Retrain and SISA, to have its gradient steps and rows
    /// counted.
    /// </summary>
    public CostRecorder Progress { get; }
}
