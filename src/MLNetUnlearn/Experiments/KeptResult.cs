using System.Text.Json;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>A file of a folder of results.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Fingerprint">A hash of all that the run hung on.</param>
/// <param name="Environment">Where it was run, on which bits and seconds hang, too.</param>
/// <param name="Options">What was run, for the reader.</param>
/// <param name="Run">What came out.</param>
internal sealed record KeptResult(
    int FormatVersion, string Fingerprint, ReportEnvironment Environment, JsonElement Options, ReportRun Run);
