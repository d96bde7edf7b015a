namespace MLNetUnlearn.Engine.Threads;

/// <summary>A job cut into equal parts.</summary>
internal abstract class Batch
{
    internal abstract void Run(int part);
}

/// <inheritdoc/>
internal sealed class Batch<TJob> : Batch
    where TJob : struct, IRangeJob
{
    private TJob _job;
    private int _count;
    private int _size;

    /// <summary>The one of its kind; whoever holds the threads may set it.</summary>
    internal static Batch<TJob> Shared { get; } = new();

    internal Batch<TJob> Set(TJob job, int count, int size)
    {
        (_job, _count, _size) = (job, count, size);
        return this;
    }

    internal override void Run(int part)
    {
        int from = (int)Math.Min((long)part * _size, _count);
        int to = (int)Math.Min((long)from + _size, _count);
        if (from < to) _job.Run(from, to);
    }
}
