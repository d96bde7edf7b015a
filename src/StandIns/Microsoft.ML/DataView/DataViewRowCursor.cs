namespace Microsoft.ML;

/// <summary>A row that moves.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>Advances to the next row; false, for good, when there is none.</summary>
    public abstract bool MoveNext();
}
