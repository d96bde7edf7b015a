namespace MLNetUnlearn.Reporting.Charts;

/// <summary>The figures of a chart, for those who cannot see it or want the numbers.</summary>
/// <param name="Headers">The headings of the columns; the first one is that of the rows' names.</param>
/// <param name="Rows">A name and a cell for each other column, at least one row.</param>
internal sealed record ChartTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "–";
}
