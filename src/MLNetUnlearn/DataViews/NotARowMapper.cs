namespace MLNetUnlearn.DataViews;

/// <summary>What a step that changes the number of rows says when it is asked for a row mapper.</summary>
internal static class NotARowMapper
{
    /// <summary>The exception to throw from <c>GetRowToRowMapper</c>.</summary>
    /// <param name="step">The step's name, as users write it.</param>
    public static InvalidOperationException Exception(string step) => new(
        $"{step} changes the number of rows, so it has no row-to-row mapper (IsRowToRowMapper is false).");
}
