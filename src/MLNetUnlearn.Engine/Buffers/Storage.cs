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

    /// <summary>What is known about rows that are exactly zero; null when nothing is.</summary>
    internal TouchedRows? Touched { get; set; }

    /// <summary>Whether every element is known to be zero.</summary>
    internal bool IsZero { get; set; }

    /// <summary>About how large a part of the elements is zero, as far as the operation that wrote them knows; a hint only.</summary>
    internal double ZeroShare { get; set; }

    internal bool IsShared => Volatile.Read(ref _references) > 1;

    internal Span<T> Span<T>(int offset, int count)
        where T : struct
        => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(_start, Capacity)).Slice(offset, count);

    /// <summary>Called by the pool when the storage is handed out.</summary>
    internal void Start()
    {
        _references = 1;
        Version = 0;
        Touched = null;
        IsZero = false;
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

    /// <summary>Records a change that may have touched anything.</summary>
    internal void MarkWritten()
    {
        Version++;
        Touched = null;
        IsZero = false;
        ZeroShare = 0;
    }

    /// <summary>Records a change that kept what is known about zero rows.</summary>
    internal void MarkRowsWritten()
    {
        Version++;
        IsZero = false;
    }

    /// <summary>Records that every element is now zero.</summary>
    internal void MarkZero()
    {
        Version++;
        IsZero = true;
        Touched?.Clear();
    }
}
