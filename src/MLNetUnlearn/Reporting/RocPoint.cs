namespace MLNetUnlearn.Reporting;

/// <summary>One threshold of an attack.</summary>
/// <param name="FalsePositiveRate">The share of pairs never seen that it takes for members, 0 to 1.</param>
/// <param name="TruePositiveRate">The share of forgotten pairs that it takes for members, 0 to 1.</param>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate);
