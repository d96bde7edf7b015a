namespace MLNetUnlearn.Reporting;

/// <summary>What a figure of a report is called and how it is read.</summary>
/// <param name="Id">The name in <see cref="ReportRun.Figures"/>.</param>
/// <param name="Title">The heading of its column.</param>
/// <param name="Group">The question it answers.</param>
/// <param name="Goal">The best value.</param>
/// <param name="Unit">What it is measured in, for example <c>share</c>.</param>
/// <param name="Decimals">Digits after the point, 0 or more.</param>
/// <param name="Explanation">What it is, in one sentence.</param>
public sealed record ReportMetric(
    string Id, string Title, MetricGroup Group, MetricGoal Goal, string Unit, int Decimals, string Explanation)
{
    /// <summary>Whether the figure only adds to another one of its kind, as Recall@20 does to Recall@10. Default false.</summary>
    public bool IsDetail { get; init; }
}
