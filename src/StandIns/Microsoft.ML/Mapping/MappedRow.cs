namespace Microsoft.ML.Data;

internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly RowMapping _mapping;
    private readonly Delegate?[] _computed;

    public MappedRow(DataViewRow input, RowMapping mapping, bool[] active)
    {
        _input = input;
        _mapping = mapping;
        _computed = new Delegate?[active.Length];
        var opened = new Dictionary<RowFunction, Func<int, Delegate>>();
        for (var i = 0; i < active.Length; i++)
        {
            var column = mapping.Columns[i];
            if (!active[i] || column.Function is not { } function)
                continue;
            if (!opened.TryGetValue(function, out var getters))
                opened.Add(function, getters = function(input));
            _computed[i] = getters(column.Slot);
        }
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _mapping.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        var mapped = _mapping.Columns[column.Index];
        return mapped.Function is null ? _input.IsColumnActive(mapped.Inputs[0]) : _computed[column.Index] is not null;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var mapped = _mapping.Columns[column.Index];
        if (mapped.Function is null)
            return _input.GetGetter<TValue>(mapped.Inputs[0]);
        var getter = _computed[column.Index] ?? throw new InvalidOperationException($"Column '{column.Name}' is not active.");
        return ActiveColumns.Cast<TValue>(getter, column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }
}
