namespace MLNetUnlearn.Reporting;

/// <summary>One model that forgets request after request, and its checkpoints beside models retrained for them.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Points">The checkpoints, in the order of requests.</param>
public sealed record StreamReport(string Title, IReadOnlyList<StreamPoint> Points);
