namespace MLNetUnlearn.Reporting;

/// <summary>A checkpoint of a stream of requests.</summary>
/// <param name="Requests">Requests so far.</param>
/// <param name="Pairs">Pairs forgotten so far.</param>
/// <param name="Model">The figures of the model that has forgotten so far, by the ids of <see cref="ReportMetrics"/>.</param>
/// <param name="Retrained">Those of a model trained anew on what remains; empty where none was trained.</param>
public sealed record StreamPoint(
    int Requests, int Pairs, IReadOnlyDictionary<string, double> Model, IReadOnlyDictionary<string, double> Retrained);
