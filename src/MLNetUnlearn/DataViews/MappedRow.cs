using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>The output row of a <see cref="RowMapper"/>; it disposes its input row.</summary>
internal sealed class MappedRow(DataViewRow input, DataViewSchema schema, OutputGetters getters) : DataViewRow
{
    private bool _disposed;

    public override DataViewSchema Schema => schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => getters.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => getters.Get<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
            input.Dispose();
        _disposed = true;
        base.Dispose(disposing);
    }
}
