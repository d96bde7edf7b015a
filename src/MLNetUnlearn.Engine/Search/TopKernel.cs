using System.Numerics;
using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// Finds the k best items of each query. Scores are compared in registers with the query's k-th best so far; only a row with a greater
/// one is looked at item by item.
/// </summary>
internal readonly unsafe struct TopKernel(TableScan scan, int k, long* offsets, long* excluded, float* values, long* indices) : IKernel
{
    public void Run<T>(int from, int to)
        where T : unmanaged, ISimd<T>
    {
        int lanes = Tile.Lanes<T>();
        new Span<long>(indices + (nint)from * k, (to - from) * k).Clear();
        fixed (float* floors = Scratch.Floats(Scratch.Slot.Scores, to - from))
        fixed (float* tile = Scratch.Floats(Scratch.Slot.Tile, Tile.Rows * (lanes + 2)))
        {
            new Span<float>(floors, to - from).Fill(float.NegativeInfinity);
            var sink = new Sink(this, floors - from, tile, (ulong*)(tile + Tile.Rows * lanes), lanes);
            scan.Run<T, Sink>(from, to, ref sink);
        }
        for (int row = from; row < to; row++) BestKeys.Write(KeysOf(row), Row(values, row), Row(indices, row));
    }

    // While the scan runs, the memory of the indices holds the keys.
    private Span<ulong> KeysOf(int row) => new(indices + (nint)row * k, k);

    private Span<TValue> Row<TValue>(TValue* matrix, int row)
        where TValue : unmanaged
        => new(matrix + (nint)row * k, k);

    private bool IsExcluded(int row, int item)
    {
        if (offsets is null) return false;
        long start = offsets[row];
        return new ReadOnlySpan<long>(excluded + start, (int)(offsets[row + 1] - start)).BinarySearch((long)item) >= 0;
    }

    private struct Sink(TopKernel owner, float* floors, float* tile, ulong* greater, int lanes) : IScoreSink
    {
        private float* _floors;
        private int _row;
        private int _item;
        private uint _rows;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void BeginTile(int row, int item)
        {
            _floors = floors + row;
            _row = row;
            _item = item;
            _rows = 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<T>(int row, T v0, T v1)
            where T : unmanaged, ISimd<T>
        {
            T floor = T.All(_floors[row]);
            ulong bits = T.BitsGreater(v0, floor) | T.BitsGreater(v1, floor) << T.Count;
            if (bits == 0) return;
            Keep(row, bits);
            T.Store(v0, tile + row * lanes);
            T.Store(v1, tile + row * lanes + T.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<T>(int row, T v0, T v1, T v2, T v3)
            where T : unmanaged, ISimd<T>
        {
            T floor = T.All(_floors[row]);
            ulong low = T.BitsGreater(v0, floor) | T.BitsGreater(v1, floor) << T.Count;
            ulong high = T.BitsGreater(v2, floor) | T.BitsGreater(v3, floor) << T.Count;
            if ((low | high) == 0) return;
            Keep(row, low | high << (2 * T.Count));
            float* to = tile + row * lanes;
            T.Store(v0, to);
            T.Store(v1, to + T.Count);
            T.Store(v2, to + 2 * T.Count);
            T.Store(v3, to + 3 * T.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void EndTile()
        {
            if (_rows != 0) Insert();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Keep(int row, ulong bits)
        {
            greater[row] = bits;
            _rows |= 1u << row;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private readonly void Insert()
        {
            for (uint rows = _rows; rows != 0; rows &= rows - 1)
            {
                int row = BitOperations.TrailingZeroCount(rows);
                float floor = _floors[row];
                for (ulong left = greater[row]; left != 0; left &= left - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(left);
                    float score = tile[row * lanes + lane];
                    if (!(score > floor) || owner.IsExcluded(_row + row, _item + lane)) continue;
                    floor = BestKeys.Insert(owner.KeysOf(_row + row), score, _item + lane);
                }
                _floors[row] = floor;
            }
        }
    }
}
