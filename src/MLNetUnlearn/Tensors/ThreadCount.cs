namespace MLNetUnlearn.Tensors;

/// <summary>How many threads the tensor library uses, changed for a while.</summary>
internal readonly struct ThreadCount : IDisposable
{
    private readonly int _before;

    private ThreadCount(int before) => _before = before;

    /// <summary>Sets the number until the result is disposed; null leaves it as it is. It holds for the whole process.</summary>
    public static ThreadCount Use(int? threads)
    {
        var before = torch.get_num_threads();
        if (threads is { } count)
            torch.set_num_threads(count);
        return new ThreadCount(threads is null ? 0 : before);
    }

    public void Dispose()
    {
        if (_before > 0)
            torch.set_num_threads(_before);
    }
}
