namespace MLNetUnlearn.Evaluation.Subgroups;

/// <summary>Among what the pairs of subgroups are ranked.</summary>
public sealed record SubgroupEvaluationOptions : RankedPartitionEvaluationOptions;
