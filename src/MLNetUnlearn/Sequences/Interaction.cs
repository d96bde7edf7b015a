using Microsoft.ML.Data;

namespace MLNetUnlearn.Sequences;

/// <summary>
/// One line of an interaction log: a user, an item and a time. Its attributes place the three columns for
/// <c>mlContext.Data.LoadFromTextFile&lt;Interaction&gt;</c>; <c>LoadFromEnumerable</c> takes it as it is.
/// </summary>
public sealed class Interaction
{
    /// <summary>Who. Column 0 of a text file; default empty.</summary>
    [LoadColumn(0)]
    public string UserId { get; set; } = "";

    /// <summary>What. Column 1 of a text file; default empty.</summary>
    [LoadColumn(1)]
    public string ItemId { get; set; } = "";

    /// <summary>When, in any unit that grows with time (Unix seconds in most data sets). Column 2 of a text file; default 0.</summary>
    [LoadColumn(2)]
    public long Timestamp { get; set; }
}
