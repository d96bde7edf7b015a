using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>The cursor of a <see cref="FlatMapDataView"/>: it stays on an input row for as many output rows as that row gives.</summary>
internal sealed class FlatMapCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly IRowExpansion _expansion;
    private readonly OutputGetters _getters;
    private long _position = -1;
    private int _rowsOfInput;
    private bool _ended;
    private bool _disposed;

    public FlatMapCursor(DataViewRowCursor input, ColumnMap columns, bool[] active, IRowExpansion expansion)
    {
        _input = input;
        _expansion = expansion;
        _getters = new OutputGetters(columns, input, active, expansion.Getters);
        Schema = columns.Output;
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => _input.Batch;

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        int index = _position < 0 ? 0 : _expansion.Index + 1;
        while (index >= _rowsOfInput)
        {
            if (!_input.MoveNext())
            {
                End();
                return false;
            }

            _rowsOfInput = _expansion.Expand();
            index = 0;
        }

        _expansion.Index = index;
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = _getters.Get<TValue>(column);
        return (ref TValue value) =>
        {
            RowState.CheckOnRow(_position);
            getter(ref value);
        };
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        ValueGetter<DataViewRowId> inputId = _input.GetIdGetter();
        return (ref DataViewRowId value) =>
        {
            RowState.CheckOnRow(_position);
            inputId(ref value);
            value = value.Combine(new DataViewRowId((ulong)_expansion.Index, 0));
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
            _input.Dispose();
        _disposed = true;
        End();
        base.Dispose(disposing);
    }

    private void End()
    {
        _ended = true;
        _position = -1;
    }
}
