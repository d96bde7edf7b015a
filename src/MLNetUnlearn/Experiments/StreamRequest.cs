using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>The request that a stream's method is asked to meet.</summary>
public sealed class StreamRequest
{
    internal StreamRequest(int number, IProgress<UnlearningReport> progress) => (Number, Progress) = (number, progress);

    /// <summary>
    /// Which request it is, from 1. As the method's seed it makes every request draw anew, and a stream the same every time.
    /// </summary>
    public int Number { get; }

    /// <summary>Hand it to the method's <c>Progress</c> to have its gradient steps counted.</summary>
    public IProgress<UnlearningReport> Progress { get; }
}
