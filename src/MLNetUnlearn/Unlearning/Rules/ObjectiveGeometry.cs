namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>What a rule sees of a step. An objective stands for its loss times its weight.</summary>
/// <param name="Objectives">The k objectives; in the same order at every step.</param>
/// <param name="Gram">
/// k rows of k inner products of the objectives' gradients over all weights that are updated; empty unless the rule needs gradients.
/// </param>
/// <param name="State">What the rule remembered at the step before.</param>
/// <param name="Step">Steps done before this one.</param>
/// <param name="Seed">The run's seed.</param>
public sealed record ObjectiveGeometry(
    IReadOnlyList<ObjectiveValue> Objectives, IReadOnlyList<double[]> Gram, IReadOnlyList<double> State, int Step = 0, long Seed = 0);
