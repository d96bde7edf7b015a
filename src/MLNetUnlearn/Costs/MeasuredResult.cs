namespace MLNetUnlearn.Costs;

/// <summary>What a run made, and what it took.</summary>
/// <typeparam name="TResult">What was made.</typeparam>
/// <param name="Result">What was made.</param>
/// <param name="Cost">What it took.</param>
public sealed record MeasuredResult<TResult>(TResult Result, UnlearningCost Cost);
