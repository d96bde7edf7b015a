namespace MLNetUnlearn.Sequences;

/// <summary>A line of an interaction file that was passed over.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record SkippedLine(long Number, string Problem);
