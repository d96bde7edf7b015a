using MLNetUnlearn.Engine.Buffers;

namespace MLNetUnlearn.Engine;

/// <summary>
/// The memory behind all tensors of the process: freed buffers are kept by size and handed out again, since fresh pages cost more than the
/// arithmetic of small models. Not part of TorchSharp. All members may be called from any thread.
/// </summary>
public static class BufferPool
{
    private const long IdleLimit = 1L << 30;

    private static readonly Lock Gate = new();
    private static readonly Stack<Storage>[] Idle = CreateLists();
    private static long _liveBuffers;
    private static long _liveBytes;
    private static long _idleBytes;

    /// <summary>
    /// The number of buffers in use. A tensor that was forgotten instead of disposed counts for ever, though its memory is collected.
    /// </summary>
    public static long LiveBuffers => Interlocked.Read(ref _liveBuffers);

    /// <summary>The capacity of the buffers in use, in bytes.</summary>
    public static long LiveBytes => Interlocked.Read(ref _liveBytes);

    /// <summary>
    /// The capacity of the buffers kept for reuse, in bytes; at most 1 GiB, what is freed beyond that goes to the garbage collector.
    /// </summary>
    public static long IdleBytes => Interlocked.Read(ref _idleBytes);

    /// <summary>Hands every idle buffer to the garbage collector.</summary>
    public static void Trim()
    {
        lock (Gate)
        {
            foreach (Stack<Storage> list in Idle) list.Clear();
            _idleBytes = 0;
        }
    }

    /// <summary>A storage of at least this many bytes, holding arbitrary values.</summary>
    internal static Storage Rent(long bytes)
    {
        int sizeClass = SizeClasses.Of(bytes);
        if (SizeClasses.Bytes(sizeClass) > Array.MaxLength - 64)
            throw new ArgumentException($"A tensor of {bytes} bytes is too large: one tensor may hold at most about 2 GiB.");
        Storage? storage;
        lock (Gate)
        {
            if (Idle[sizeClass].TryPop(out storage)) _idleBytes -= storage.Capacity;
        }
        storage ??= new Storage(sizeClass);
        storage.Start();
        Interlocked.Increment(ref _liveBuffers);
        Interlocked.Add(ref _liveBytes, storage.Capacity);
        return storage;
    }

    internal static void Return(Storage storage)
    {
        Interlocked.Decrement(ref _liveBuffers);
        Interlocked.Add(ref _liveBytes, -storage.Capacity);
        lock (Gate)
        {
            if (_idleBytes + storage.Capacity > IdleLimit) return;
            _idleBytes += storage.Capacity;
            Idle[storage.SizeClass].Push(storage);
        }
    }

    private static Stack<Storage>[] CreateLists()
    {
        var lists = new Stack<Storage>[SizeClasses.Count];
        for (int i = 0; i < lists.Length; i++) lists[i] = new Stack<Storage>();
        return lists;
    }
}
