namespace MLNetUnlearn.Engine.Tests;

/// <summary>A number of threads until it is disposed; then it is again what it was before.</summary>
internal readonly struct ThreadCount : IDisposable
{
    private readonly int _before;

    private ThreadCount(int before) => _before = before;

    public static ThreadCount Use(int count)
    {
        int before = get_num_threads();
        set_num_threads(count);
        return new ThreadCount(before);
    }

    public void Dispose() => set_num_threads(_before);
}
