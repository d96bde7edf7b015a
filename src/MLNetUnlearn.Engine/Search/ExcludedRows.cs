using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Search;

/// <summary>Rows that a search passes over, or none.</summary>
internal readonly struct ExcludedRows : IDisposable
{
    private readonly TensorImpl? _offsets;
    private readonly TensorImpl? _rows;

    internal ExcludedRows(TensorImpl? offsets, TensorImpl? rows, int queries)
    {
        if (offsets is null != rows is null) throw new ArgumentException("Excluded rows and their offsets must be given together.");
        if (offsets is null || rows is null) return;
        _offsets = SearchMatrices.List(offsets, ScalarType.Int64, queries + 1, nameof(offsets));
        try
        {
            _rows = SearchMatrices.List(rows, ScalarType.Int64, rows.Count, "excluded");
            Check(_offsets.Longs, _rows.Longs);
        }
        catch
        {
            Dispose(); // nobody else will
            throw;
        }
    }

    internal ReadOnlySpan<long> Offsets => _offsets is null ? [] : _offsets.Longs;

    internal ReadOnlySpan<long> Rows => _rows is null ? [] : _rows.Longs;

    public void Dispose()
    {
        _offsets?.Release();
        _rows?.Release();
    }

    private static void Check(ReadOnlySpan<long> offsets, ReadOnlySpan<long> rows)
    {
        if (offsets[0] != 0 || offsets[^1] != rows.Length)
            throw new ArgumentException($"Offsets must run from 0 to {rows.Length}, not from {offsets[0]} to {offsets[^1]}.");
        for (int i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] < offsets[i - 1])
                throw new ArgumentException($"Offsets must not fall, but {offsets[i]} follows {offsets[i - 1]}.");
        }
        for (int i = 1; i < offsets.Length; i++)
        {
            ReadOnlySpan<long> own = rows[(int)offsets[i - 1]..(int)offsets[i]];
            for (int j = 1; j < own.Length; j++)
            {
                if (own[j] < own[j - 1])
                    throw new ArgumentException($"Excluded rows of a query must ascend, but {own[j]} follows {own[j - 1]}.");
            }
        }
    }
}
