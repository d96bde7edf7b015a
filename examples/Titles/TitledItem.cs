using Microsoft.ML.Data;

namespace Titles;

/// <summary>A line of the lookup.</summary>
internal sealed class TitledItem
{
    [LoadColumn(0)]
    public string ItemId { get; set; } = "";

    [LoadColumn(1)]
    public string Title { get; set; } = "";
}
