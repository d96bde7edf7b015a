using System.Runtime.ExceptionServices;

namespace MLNetUnlearn.Engine.Threads;

/// <summary>
/// Splits work over the caller and a few threads that live as long as the process. The split is a fixed function of the size and the
/// number of threads; one caller at a time gets the threads, others meanwhile do their work alone, with the same result.
/// </summary>
internal static class Workers
{
    private static readonly Lock Gate = new();
    private static readonly List<Worker> Threads = [];
    private static int _count = Environment.ProcessorCount;

    [ThreadStatic]
    private static bool _isBusy;

    /// <summary>How many threads a piece of work may use, the caller included.</summary>
    internal static int Count
    {
        get => _count;
        set
        {
            if (value < 1) throw new ArgumentOutOfRangeException(nameof(value), value, "The number of threads must be at least 1.");
            _count = value;
        }
    }

    /// <summary>Runs the job over 0..count, on more than one thread if each gets at least <paramref name="grain"/> indices.</summary>
    /// <param name="job">What to do.</param>
    /// <param name="count">The number of indices.</param>
    /// <param name="grain">The least number of indices worth a thread.</param>
    /// <param name="multiple">Cuts fall on multiples of this.</param>
    internal static void For<TJob>(TJob job, int count, int grain, int multiple = 1)
        where TJob : struct, IRangeJob
    {
        if (count == 0) return;
        int parts = Math.Min(_count, count / Math.Max(grain, 1));
        if (parts <= 1 || _isBusy || !Gate.TryEnter())
        {
            job.Run(0, count);
            return;
        }
        _isBusy = true;
        try
        {
            int size = (count + parts - 1) / parts;
            Spread(Batch<TJob>.Shared.Set(job, count, (size + multiple - 1) / multiple * multiple), parts);
        }
        finally
        {
            Batch<TJob>.Shared.Set(default, 0, 0); // holds on to nothing
            _isBusy = false;
            Gate.Exit();
        }
    }

    private static void Spread(Batch batch, int parts)
    {
        while (Threads.Count < parts - 1) Threads.Add(new Worker());
        for (int i = 1; i < parts; i++) Threads[i - 1].Start(batch, i);
        ExceptionDispatchInfo? failure = null;
        try
        {
            batch.Run(0);
            for (int i = 1; i < parts; i++)
            {
                if (Threads[i - 1].TryTakeBack()) batch.Run(i);
            }
        }
        finally
        {
            // The others use the caller's memory: never leave before they are done or kept from beginning.
            // Nor with a failure left in a worker, which would come up in somebody else's work.
            for (int i = 1; i < parts; i++)
            {
                Worker worker = Threads[i - 1];
                if (!worker.TryTakeBack()) worker.Wait();
                ExceptionDispatchInfo? own = worker.TakeFailure();
                failure ??= own;
            }
        }
        failure?.Throw();
    }
}
