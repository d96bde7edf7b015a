using System.Runtime.InteropServices;

namespace MLNetUnlearn.Engine.Buffers;

/// <summary>
/// The bytes behind one or more tensors: a pinned managed array, aligned to 64 bytes, counted by reference and returned to the pool at
/// zero. A storage that is never returned is collected like any other object: the pool merely makes a new one.
/// </summary>
internal sealed class Storage
{
    private const int Alignment = 64;

    private readonly byte[] _bytes;
    private readonly int _start;
    private int _references;

    internal Storage(int sizeClass)
    {
        SizeClass = sizeClass;
        Capacity = checked((int)SizeClasses.Bytes(sizeClass));
        // Pinned, so that the alignment found here stays true.
        _bytes = GC.AllocateUninitializedArray<byte>(checked(Capacity + Alignment), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
        _start = (int)(-address & (Alignment - 1));
    }

    internal int SizeClass { get; }

    internal int Capacity { get; }

    /// <summary>Grows with every in-place change: a value saved for backward must not have changed since.</summary>
    internal int Version { get; private set; }

    /// <summary>Whoever still has to work out some of the numbers before anybody may look at them, or null.</summary>
    internal IDeferredRows? Deferred { get; set; }

    /// <summary>About how large a part of the elements is zero, as far as the operation that wrote them knows; a hint only.</summary>
    internal double ZeroShare { get; set; }

    internal bool IsShared => Volatile.Read(ref _references) > 1;

    /// <summary>The elements, all of them up to date: every look at a tensor comes through here.</summary>
    internal Span<T> Span<T>(int offset, int count)
        where T : struct
    {
        Deferred?.CatchUp();
        return Stored<T>(offset, count);
    }

    /// <summary>The elements as they are in memory: for those who know which of them are up to date.</summary>
    internal Span<T> Stored<T>(int offset, int count)
        where T : struct
        => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(_start, Capacity)).Slice(offset, count);

    /// <summary>Called by the pool when the storage is handed out.</summary>
    internal void Start()
    {
        _references = 1;
        Version = 0;
        Deferred = null;
        ZeroShare = 0;
    }

    internal Storage Retain()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    internal void Release()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left == 0) BufferPool.Return(this);
        else if (left < 0) throw new InvalidOperationException("A tensor's memory was released twice.");
    }

    /// <summary>Records a change in place.</summary>
    internal void MarkWritten()
    {
        Version++;
        ZeroShare = 0;
    }
}
