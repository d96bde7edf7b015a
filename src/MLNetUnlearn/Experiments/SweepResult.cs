using System.Text.Json;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>A file of a sweep's folder.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Fingerprint">A hash of all that the run hung on.</param>
/// <param name="Environment">Where it was run, on which bits and seconds hang, too.</param>
/// <param name="Options">What the variant was, for the reader.</param>
/// <param name="Run">What came out.</param>
internal sealed record SweepResult(
    int FormatVersion, string Fingerprint, ReportEnvironment Environment, JsonElement Options, ReportRun Run);
