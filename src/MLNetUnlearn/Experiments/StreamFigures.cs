using MLNetUnlearn.Evaluation;

namespace MLNetUnlearn.Experiments;

/// <summary>The figures of a checkpoint by one protocol.</summary>
internal sealed record StreamFigures(SequentialRankingMetrics Ranking, SequentialRankingMetrics Retrained, ForgettingMetrics Forgetting);
