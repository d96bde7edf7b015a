namespace Microsoft.ML.Runtime;

/// <summary>Names what a progress channel reports.</summary>
public sealed class ProgressHeader
{
    /// <summary>What progress is counted in, coarsest first.</summary>
    public readonly IReadOnlyList<string> UnitNames;

    /// <summary>What is measured on the way.</summary>
    public readonly IReadOnlyList<string> MetricNames;

    /// <summary>A header of metrics and units.</summary>
    public ProgressHeader(string[]? metricNames, string[]? unitNames)
    {
        MetricNames = metricNames ?? [];
        UnitNames = unitNames ?? [];
    }

    /// <summary>A header of units only.</summary>
    public ProgressHeader(params string[]? unitNames)
        : this(null, unitNames)
    {
    }
}
