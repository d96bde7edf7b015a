namespace MLNetUnlearn.Reporting;

/// <summary>Runs to be drawn beside each other, for example a method with and without its parts.</summary>
/// <param name="Title">The heading.</param>
/// <param name="RunNames">The names of the runs, in the order to be shown.</param>
public sealed record ReportComparison(string Title, IReadOnlyList<string> RunNames);
