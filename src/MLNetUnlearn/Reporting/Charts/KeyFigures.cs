namespace MLNetUnlearn.Reporting.Charts;

/// <summary>
/// The two figures that charts draw on one axis, by one protocol: among 100 random items where there are both, as full-ranking
/// figures of test items are too small to be seen beside those of forgotten ones.
/// </summary>
internal sealed record KeyFigures(ReportMetric Recall, ReportMetric Hit)
{
    public static KeyFigures Of(IEnumerable<ReportMetric> metrics)
    {
        var ids = metrics.Select(metric => metric.Id).ToHashSet();
        var suffix = ids.Contains("recall@10.sampled") && ids.Contains("forgetHit@10.sampled") ? ".sampled" : "";
        return new(ReportMetrics.Of("recall@10" + suffix), ReportMetrics.Of("forgetHit@10" + suffix));
    }

    public string Protocol => Recall.Id == "recall@10" ? "full ranking" : "among 100 random items";
}
