namespace MLNetUnlearn.Engine.Ops;

/// <summary>Copies between strided views and dense runs of elements, in the logical order of the view.</summary>
internal static class Strided
{
    /// <summary>to[i] = the i-th element of the view.</summary>
    internal static void Read<T>(ReadOnlySpan<T> storage, int offset, long[] shape, long[] strides, Span<T> to)
        where T : struct
    {
        if (to.IsEmpty) return;
        if (shape.Length == 0)
        {
            to[0] = storage[offset];
            return;
        }
        int inner = (int)shape[^1], step = (int)strides[^1];
        var walk = new Walk(shape, strides, offset);
        for (int done = 0; done < to.Length; done += inner)
        {
            if (step == 1) storage.Slice(walk.Offset, inner).CopyTo(to[done..]);
            else if (step == 0) to.Slice(done, inner).Fill(storage[walk.Offset]);
            else for (int i = 0; i < inner; i++) to[done + i] = storage[walk.Offset + i * step];
            walk.Next();
        }
    }

    /// <summary>The i-th element of the view = from[i].</summary>
    internal static void Write<T>(ReadOnlySpan<T> from, Span<T> storage, int offset, long[] shape, long[] strides)
        where T : struct
    {
        if (from.IsEmpty) return;
        if (shape.Length == 0)
        {
            storage[offset] = from[0];
            return;
        }
        int inner = (int)shape[^1], step = (int)strides[^1];
        var walk = new Walk(shape, strides, offset);
        for (int done = 0; done < from.Length; done += inner)
        {
            if (step == 1) from.Slice(done, inner).CopyTo(storage[walk.Offset..]);
            else for (int i = 0; i < inner; i++) storage[walk.Offset + i * step] = from[done + i];
            walk.Next();
        }
    }

    /// <summary>The storage index of the element at a position in logical order.</summary>
    internal static int At(int position, int offset, long[] shape, long[] strides)
    {
        long index = offset;
        long rest = position;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            rest = Math.DivRem(rest, shape[i], out long digit);
            index += digit * strides[i];
        }
        return (int)index;
    }

    /// <summary>Counts through all dimensions but the last.</summary>
    private struct Walk(long[] shape, long[] strides, int offset)
    {
        private readonly long[] _position = new long[shape.Length];

        internal int Offset { get; private set; } = offset;

        internal void Next()
        {
            for (int i = shape.Length - 2; i >= 0; i--)
            {
                Offset += (int)strides[i];
                if (++_position[i] < shape[i]) return;
                Offset -= (int)(strides[i] * shape[i]);
                _position[i] = 0;
            }
        }
    }
}
