using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Evaluation.Subgroups;

namespace MLNetUnlearn.Evaluation.Suite;

/// <summary>
/// All that is measured of a model that was to forget, beside a retrained one: what it is still worth, whether it still knows, and what it
/// took from others. "Sampled" figures are among 100 random negatives, as published tables have them; the others rank the whole catalogue.
/// </summary>
public sealed class ForgettingEvaluation
{
    internal ForgettingEvaluation()
    {
    }

    /// <summary>Test items, in the full ranking.</summary>
    public required SequentialRankingMetrics Utility { get; init; }

    /// <summary>Test items, among 100 random negatives.</summary>
    public required SequentialRankingMetrics SampledUtility { get; init; }

    /// <summary>Forgotten pairs, in the full ranking, with the distance of rank distributions and the Streisand share.</summary>
    public required ForgettingMetrics Forgetting { get; init; }

    /// <summary>Forgotten pairs, among 100 random negatives.</summary>
    public required ForgettingMetrics SampledForgetting { get; init; }

    /// <summary>Pairs that the unlearner was not told of, among 100 random negatives; <see langword="null"/> where none were held out.</summary>
    public ForgettingMetrics? HeldOut { get; internal init; }

    /// <summary>Forgotten, remaining and test pairs in one figure, among 100 random negatives.</summary>
    public required TugOfWarMetrics TugOfWar { get; init; }

    /// <summary>Attacks by a threshold; <see langword="null"/> where a model has counted and gives no probabilities.</summary>
    public MembershipMetrics? Membership { get; internal init; }

    /// <summary>
    /// The trained attack; <see langword="null"/> likewise, where it was not asked for, and where too few users can be compared (see
    /// <see cref="Problems"/>).
    /// </summary>
    public MembershipAttackMetrics? Attack { get; internal init; }

    /// <summary>Relearning; <see langword="null"/> where a model is no network, and where it was not asked for.</summary>
    public RelearningMetrics? Relearning { get; internal init; }

    /// <summary>Test items that lost half of their occurrences, among 100 random negatives.</summary>
    public required ForgottenItemMetrics ForgottenItems { get; init; }

    /// <summary>Users and items in groups, among 100 random negatives.</summary>
    public required IReadOnlyList<SubgroupMetrics> Subgroups { get; init; }

    /// <summary>
    /// Why a part that was asked for is not there: that too few users can be compared for the trained attack. Usually empty. The log warns
    /// of each.
    /// </summary>
    public IReadOnlyList<string> Problems { get; internal init; } = [];
}
