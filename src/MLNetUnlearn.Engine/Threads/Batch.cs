namespace MLNetUnlearn.Engine.Threads;

/// <summary>A job cut into equal parts.</summary>
internal abstract class Batch
{
    internal abstract void Run(int part);
}

/// <inheritdoc/>
internal sealed class Batch<TJob>(TJob job, int count, int size) : Batch
    where TJob : struct, IRangeJob
{
    internal override void Run(int part)
    {
        int from = (int)Math.Min((long)part * size, count);
        int to = (int)Math.Min((long)from + size, count);
        if (from < to) job.Run(from, to);
    }
}
