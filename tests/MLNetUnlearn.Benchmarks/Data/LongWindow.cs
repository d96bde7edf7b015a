namespace MLNetUnlearn.Benchmarks.Data;

/// <summary>A full window of a generated catalogue.</summary>
internal sealed class LongWindow
{
    public long UserId { get; set; }

    public uint[] Sequence { get; set; } = [];

    public uint[] Target { get; set; } = [];

    /// <summary>Windows of users who walk through the catalogue in steps of their own; made when they are read, and not kept.</summary>
    public static IEnumerable<LongWindow> Generate(int windows, int items, int length)
    {
        var random = new Random(1);
        for (var user = 0; user < windows; user++)
        {
            var (window, item, step) = (new LongWindow { UserId = user, Sequence = new uint[length], Target = new uint[length] },
                random.Next(items), 1 + random.Next(100));
            for (var i = 0; i < length; i++)
            {
                window.Sequence[i] = (uint)(1 + item);
                item = (item + step) % items;
                window.Target[i] = (uint)(1 + item);
            }
            yield return window;
        }
    }
}
