using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>How far a sweep has come, told after every run.</summary>
/// <param name="Done">Runs whose result is there, from 1.</param>
/// <param name="Total">All runs: variants × seeds, and one of each model that is there.</param>
/// <param name="Run">The last one.</param>
/// <param name="IsKept">Whether its result was there before, so that it was not run again.</param>
public sealed record SweepProgress(int Done, int Total, ReportRun Run, bool IsKept);
