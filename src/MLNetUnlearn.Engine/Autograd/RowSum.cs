using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>
/// The gradient of a table of which only rows were looked up: the rows that were, each once, in the order in which they first came. It is
/// as large as a batch, not as the table, and is cleared at the cost of the rows it holds.
/// </summary>
internal sealed class RowSum : IDisposable
{
    private readonly long[] _shape;
    private readonly int _columns;
    private readonly int[] _slots;      // of each row of the table, or -1
    private int[] _rows = [];           // of each slot
    private long[] _targets = [];       // the slot of each looked-up row of one call
    private TensorImpl? _values;
    private int _count;

    internal RowSum(long[] shape)
    {
        _shape = shape;
        _columns = Shapes.Product(shape, 1, shape.Length);
        _slots = new int[shape[0]];
        Array.Fill(_slots, -1);
    }

    /// <summary>The number of elements of a row.</summary>
    internal int Columns => _columns;

    /// <summary>The rows of the table that have a gradient.</summary>
    internal ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Where each row of the table is among <see cref="Rows"/>, or -1.</summary>
    internal ReadOnlySpan<int> Slots => _slots;

    /// <summary>The gradients of <see cref="Rows"/>, one after the other.</summary>
    internal Span<float> Values => _values is null ? default : _values.Floats[..(_count * _columns)];

    /// <summary>Adds looked-up rows; repeated ones add up in their order.</summary>
    internal void Add(in RowGradient grad)
    {
        ReadOnlySpan<long> rows = grad.Rows.Longs;
        RowKernels.CheckIndices(rows, _slots.Length);
        if (_targets.Length < rows.Length) _targets = new long[2 * rows.Length];
        if (_rows.Length < _count + rows.Length) Array.Resize(ref _rows, Math.Min(_slots.Length, 2 * (_count + rows.Length)));
        int before = _count;
        for (int i = 0; i < rows.Length; i++) _targets[i] = rows[i] == grad.Skipped ? -1 : TargetOf((int)rows[i]);
        Reserve(before);
        RowKernels.AddAt(_targets.AsSpan(0, rows.Length), grad.FactorValues, grad.Values.Floats, Values, _columns);
    }

    /// <summary>Adds all rows times a factor to a whole table.</summary>
    internal void AddTo(Span<float> table, float factor)
    {
        var op = new AddScaled(factor);
        for (int i = 0; i < _count; i++)
        {
            Span<float> row = table.Slice(_rows[i] * _columns, _columns);
            Map.Apply(op, row, Values.Slice(i * _columns, _columns), row);
        }
    }

    /// <summary>The full table, zeros where nothing came.</summary>
    internal TensorImpl InFull()
    {
        TensorImpl full = TensorImpl.Zeros(ScalarType.Float32, _shape);
        for (int i = 0; i < _count; i++)
            Values.Slice(i * _columns, _columns).CopyTo(full.Floats[(_rows[i] * _columns)..]);
        return full;
    }

    /// <summary>Forgets all rows; the memory stays for the next ones.</summary>
    internal void Clear()
    {
        foreach (int row in Rows) _slots[row] = -1;
        _count = 0;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _values?.Release();
        _values = null;
        _count = 0;
    }

    // The row's slot; a new one is marked as such, so that nothing need be cleared.
    private long TargetOf(int row)
    {
        int slot = _slots[row];
        if (slot >= 0) return slot;
        _slots[row] = slot = _count++;
        _rows[slot] = row;
        return RowKernels.First(slot);
    }

    // Room for all rows there are by now; those up to a number are kept.
    private void Reserve(int kept)
    {
        if (_values is not null && _values.Shape[0] >= _count) return;
        TensorImpl larger = TensorImpl.Create([Math.Min(_slots.Length, 2L * _count), _columns]);
        _values?.Floats[..(kept * _columns)].CopyTo(larger.Floats);
        _values?.Release();
        _values = larger;
    }
}
