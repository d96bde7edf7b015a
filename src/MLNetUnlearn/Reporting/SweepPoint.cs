namespace MLNetUnlearn.Reporting;

/// <summary>One value of a sweep.</summary>
/// <param name="Value">The option's value.</param>
/// <param name="RunName">The name of the runs that had it.</param>
public sealed record SweepPoint(double Value, string RunName);
