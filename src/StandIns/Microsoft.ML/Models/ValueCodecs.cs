using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.Data;

internal sealed class PlainCodec<T> : ValueCodec<T>
    where T : unmanaged
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<T> values) => writer.Write(MemoryMarshal.AsBytes(values));

    public override void Read(BinaryReader reader, Span<T> values) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values));
}

// Text in UTF-8, in one piece however long it is.
internal sealed class TextCodec : ValueCodec<ReadOnlyMemory<char>>
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<ReadOnlyMemory<char>> values)
    {
        foreach (var value in values)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(value.Span));
            var count = Encoding.UTF8.GetBytes(value.Span, bytes);
            writer.Write7BitEncodedInt(count);
            writer.Write(bytes, 0, count);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public override void Read(BinaryReader reader, Span<ReadOnlyMemory<char>> values)
    {
        foreach (ref var value in values)
        {
            var count = reader.Read7BitEncodedInt();
            var bytes = ArrayPool<byte>.Shared.Rent(count);
            reader.BaseStream.ReadExactly(bytes, 0, count);
            value = Encoding.UTF8.GetString(bytes, 0, count).AsMemory();
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}

internal sealed class VectorCodec<T>(ValueCodec<T> itemCodec) : ValueCodec<VBuffer<T>>
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<VBuffer<T>> values)
    {
        foreach (ref readonly var value in values)
        {
            writer.Write(value.Length);
            writer.Write(value.GetValues().Length);
            writer.Write(MemoryMarshal.AsBytes(value.GetIndices()));
            itemCodec.Write(writer, value.GetValues());
        }
    }

    public override void Read(BinaryReader reader, Span<VBuffer<T>> values)
    {
        foreach (ref var value in values)
        {
            var editor = VBufferEditor.Create(ref value, reader.ReadInt32(), reader.ReadInt32());
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(editor.Indices));
            itemCodec.Read(reader, editor.Values);
            value = editor.Commit();
        }
    }

    public override VBuffer<T> Clone(VBuffer<T> value)
    {
        VBuffer<T> copy = default;
        value.CopyTo(ref copy);
        return copy;
    }
}
