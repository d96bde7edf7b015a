using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>The same method at several values of one option.</summary>
/// <param name="Variants">A variant for each value, in their order.</param>
/// <param name="Report">Which value is whose, for a report of the runs.</param>
public sealed record ValueSweep(IReadOnlyList<SweepVariant> Variants, ReportSweep Report);
