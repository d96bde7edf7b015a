namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>An objective as a rule sees it.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Loss">Its loss times its weight.</param>
/// <param name="IsNonNegative">Whether the loss is never below 0.</param>
public sealed record ObjectiveValue(string Name, double Loss, bool IsNonNegative = true);
