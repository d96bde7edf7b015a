namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>What an attack finds at one threshold.</summary>
/// <param name="FalsePositiveRate">The share of non-members taken for members, in [0, 1].</param>
/// <param name="TruePositiveRate">The share of members found, in [0, 1].</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate);
