namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>What a rule makes of a step's objectives.</summary>
/// <param name="Coefficients">c_i, one per objective: the step goes down Σ c_i g_i.</param>
/// <param name="State">What the rule remembers for the next step.</param>
public sealed record Combination(IReadOnlyList<double> Coefficients, IReadOnlyList<double> State)
{
    /// <summary>
    /// Why the run is to end here, without this step, as the middle of a sentence; <see langword="null"/>, the default, where it goes on.
    /// </summary>
    public string? Ended { get; init; }
}
