using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>Runs a computation once per row, however many columns are read from its result.</summary>
/// <param name="row">The row; its position tells when the next row has come.</param>
/// <param name="compute">The computation; its result stays with the caller.</param>
internal sealed class RowMemo(DataViewRow row, Action compute)
{
    private long _position = -1;

    /// <summary>Computes unless it has been done for the current row.</summary>
    /// <exception cref="InvalidOperationException">The row is a cursor before its first or after its last row.</exception>
    public void Refresh()
    {
        long position = row.Position;
        if (position == _position && position >= 0)
            return;
        RowState.CheckOnRow(position);
        compute();
        _position = position;
    }
}
