namespace Microsoft.ML;

/// <summary>Rows of typed columns, read lazily through cursors.</summary>
public interface IDataView
{
    /// <summary>Whether a cursor honours a random source by visiting the rows in random order.</summary>
    bool CanShuffle { get; }

    /// <summary>The columns.</summary>
    DataViewSchema Schema { get; }

    /// <summary>The number of rows, or null when counting would mean reading them.</summary>
    long? GetRowCount();

    /// <summary>Opens a cursor on which at least the needed columns are active.</summary>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null);

    /// <summary>Opens up to <paramref name="n"/> cursors that share the rows between them.</summary>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null);
}
