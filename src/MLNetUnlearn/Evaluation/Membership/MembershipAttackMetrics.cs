namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>
/// How well a classifier that was trained on all that a model says of a pair tells the forgotten pairs from pairs no model was trained on
/// (Shokri et al., IEEE S&amp;P 2017), and beside it the same for a retrained model, each attacked by a classifier of its own.
/// </summary>
/// <remarks>The retrained model's figures, not 0.5, are the goal: what the matching does not make equal, they show too.</remarks>
public sealed class MembershipAttackMetrics
{
    internal MembershipAttackMetrics(
        AttackMetrics sequences, AttackMetrics retrainedSequences, AttackMetrics items, AttackMetrics retrainedItems)
    {
        (Sequences, RetrainedSequences) = (sequences, retrainedSequences);
        (Items, RetrainedItems) = (items, retrainedItems);
    }

    /// <summary>
    /// The attack on sequences: non-members are other users' contexts and test items, weighted to the members' mix of item popularity,
    /// position, context length and gap. Pairs of whose popularity and position the other side has none are left out.
    /// </summary>
    public AttackMetrics Sequences { get; }

    /// <summary><see cref="Sequences"/> for the retrained model.</summary>
    public AttackMetrics RetrainedSequences { get; }

    /// <summary>
    /// The attack on items: non-members are the members' own contexts with another item as popular, which the user never had. The context
    /// tells nothing then, but what the user likes anyway does, so even a retrained model is far above 0.5 here. Members for whom there is
    /// no such item are left out.
    /// </summary>
    public AttackMetrics Items { get; }

    /// <summary><see cref="Items"/> for the retrained model.</summary>
    public AttackMetrics RetrainedItems { get; }

    /// <summary>
    /// ((1 − AUC) − (1 − AUC of the retrained)) / (1 − AUC of the retrained), of the attack on sequences (Shi et al., MUSE, 2024): 0 is
    /// the goal. Below 0 members show more than in the retrained model, remembered or over-forgotten: trees learn that members score low
    /// just as well. Above 0 they show less. <see langword="null"/> where the retrained model's AUC is 1: it tells all members then, and
    /// leaves nothing to be compared with.
    /// </summary>
    public double? PrivacyLeakage => RetrainedSequences.Auc == 1
        ? null : (RetrainedSequences.Auc - Sequences.Auc) / (1 - RetrainedSequences.Auc);
}
