namespace MLNetUnlearn.DataViews;

/// <summary>Checks on a cursor's position.</summary>
internal static class RowState
{
    /// <summary>Throws when a value is asked for before the first row or after the last one.</summary>
    /// <exception cref="InvalidOperationException">The position is negative.</exception>
    public static void CheckOnRow(long position)
    {
        if (position < 0)
            throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and read only while it returns true.");
    }
}
