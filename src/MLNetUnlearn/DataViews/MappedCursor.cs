using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>The cursor of a view with the rows of its input: it moves with its input.</summary>
/// <param name="input">The input's cursor; disposed with this one.</param>
/// <param name="schema">The output's schema.</param>
/// <param name="getters">The output's getters.</param>
/// <param name="companion">What else to dispose, if anything.</param>
internal sealed class MappedCursor(DataViewRowCursor input, DataViewSchema schema, OutputGetters getters, IDisposable? companion = null)
    : DataViewRowCursor
{
    private bool _disposed;

    public override DataViewSchema Schema => schema;

    public override long Position => _disposed ? -1 : input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => getters.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => getters.Get<TValue>(column);

    public override bool MoveNext() => !_disposed && input.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            input.Dispose();
            companion?.Dispose();
        }

        _disposed = true;
        base.Dispose(disposing);
    }
}
