using System.Buffers;

namespace MLNetUnlearn.Tensors;

/// <summary>Numbers on their way into a tensor: an array of the shared pool, handed back when disposed.</summary>
internal readonly struct RentedLongs(int count) : IDisposable
{
    private readonly long[] _array = ArrayPool<long>.Shared.Rent(count);

    public Memory<long> Memory => _array.AsMemory(0, count);

    public Span<long> Span => _array.AsSpan(0, count);

    public void Dispose() => ArrayPool<long>.Shared.Return(_array);
}
