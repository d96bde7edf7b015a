namespace MLNetUnlearn.Sequences;

/// <summary>What <see cref="InteractionFile"/> has read.</summary>
/// <param name="Interactions">The interactions in the file's order.</param>
/// <param name="HasTimestamps">Whether the file has a time column; if not, every timestamp is 0 and the file's order is the order in
/// time.</param>
public sealed record InteractionLog(IReadOnlyList<Interaction> Interactions, bool HasTimestamps)
{
    /// <summary>
    /// The bad lines that were passed over, in the file's order, where <see cref="InteractionFileOptions.SkipBadLines"/> asked for that.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<SkippedLine> SkippedLines { get; init; } = [];
}
