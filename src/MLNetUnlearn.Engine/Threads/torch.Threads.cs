using MLNetUnlearn.Engine.Threads;

namespace MLNetUnlearn.Engine;

/// <content>Threads.</content>
public static partial class torch
{
    /// <summary>How many threads an operation may use, by default one per core.</summary>
    public static int get_num_threads() => Workers.Count;

    /// <summary>Sets how many threads an operation may use, for the whole process. Results do not depend on it.</summary>
    /// <param name="num">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static void set_num_threads(int num) => Workers.Count = num;
}
