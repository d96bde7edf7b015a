namespace MLNetUnlearn.Reporting;

/// <summary>The same method at several values of one option.</summary>
/// <param name="Title">The heading, for example <c>Weight of the forgetting loss</c>.</param>
/// <param name="Parameter">The option's name, for example <c>ForgetWeight</c>.</param>
/// <param name="Points">A run's name for each value.</param>
public sealed record ReportSweep(string Title, string Parameter, IReadOnlyList<SweepPoint> Points);
