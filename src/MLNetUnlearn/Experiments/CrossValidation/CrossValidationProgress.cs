namespace MLNetUnlearn.Experiments.CrossValidation;

/// <summary>How far a cross-validation has come, told after every fold.</summary>
/// <param name="Done">Folds done, from 1.</param>
/// <param name="Total">All folds.</param>
/// <param name="Result">The last one.</param>
/// <param name="TimeLeft">The time that the others will take, at that of the folds so far.</param>
public sealed record CrossValidationProgress(int Done, int Total, CrossValidationResult Result, TimeSpan TimeLeft);
