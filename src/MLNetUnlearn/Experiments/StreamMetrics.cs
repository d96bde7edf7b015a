using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>
/// How a method fares on requests that come one after another, each unlearned from the result of the one before: errors may add up, which
/// a single request does not show. Every checkpoint is beside its own retrained model.
/// </summary>
public sealed class StreamMetrics
{
    internal StreamMetrics(IReadOnlyList<StreamCheckpoint> checkpoints, IReadOnlyList<UnmatchedForgetRequest> unmatched) =>
        (Checkpoints, UnmatchedRequests) = (checkpoints, unmatched);

    /// <summary>The checkpoints in their order, the last one after the last request; at least one.</summary>
    public IReadOnlyList<StreamCheckpoint> Checkpoints { get; }

    /// <summary>
    /// What was asked for but was not, or no longer, in the data when its turn came; empty unless the options say Report.
    /// </summary>
    public IReadOnlyList<UnmatchedForgetRequest> UnmatchedRequests { get; }

    /// <summary>The stream as a part of a report.</summary>
    /// <param name="title">The heading.</param>
    public StreamReport ToReport(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        return new StreamReport(title, [.. Checkpoints.Select(at => new StreamPoint(
            at.Requests, at.Pairs, StreamReportFigures.OfModel(at), StreamReportFigures.OfRetrained(at)))]);
    }
}
