using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Losses;

/// <summary>
/// What a loss sees of a batch: M hidden states with a target each and, where the loss asked for them, k negatives each. Scores are worked
/// out when first asked for, once.
/// </summary>
public sealed class LossInput
{
    private readonly Tensor? _negatives;
    private Tensor? _targetScores;
    private Tensor? _negativeScores;

    /// <summary>Takes tensors that stay the caller's.</summary>
    /// <param name="hidden">M×d.</param>
    /// <param name="items">The item embedding, d columns: row 0 is padding, rows 1 to |V| are the items, others are no candidates.</param>
    /// <param name="itemCount">|V|, at least 1.</param>
    /// <param name="targets">M items, int64.</param>
    /// <param name="negatives">M×k items, int64, or none.</param>
    /// <param name="logProbabilities">log q of each item, |V|+1 values of which the first is not used; none where all are alike.</param>
    public LossInput(
        Tensor hidden, Embedding items, int itemCount, Tensor targets, Tensor? negatives = null, Tensor? logProbabilities = null)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(targets);
        (Hidden, Items, ItemCount, Targets, _negatives) = (hidden, items, itemCount, targets, negatives);
        LogProbabilities = logProbabilities;
    }

    /// <summary>Hidden states, M×d.</summary>
    public Tensor Hidden { get; }

    /// <summary>The item embedding: row 0 is padding, rows 1 to |V| are the items; rows beyond, if any, are no candidates.</summary>
    public Embedding Items { get; }

    /// <summary>|V|, the number of items.</summary>
    public int ItemCount { get; }

    /// <summary>The item that comes after each hidden state, M, int64, 1 to |V|.</summary>
    public Tensor Targets { get; }

    /// <summary>Items drawn outside each target's user's own, M×k, int64, with repeats.</summary>
    /// <exception cref="InvalidOperationException">The loss did not ask for any.</exception>
    public Tensor Negatives => _negatives ?? throw new InvalidOperationException(
        $"There are no negatives: a loss that needs some says how many in {nameof(RecommenderLoss.NegativesPerTarget)}.");

    /// <summary>
    /// log q, how likely each item is drawn as a negative, |V|+1 values of which the first is not used; <see langword="null"/> where all
    /// are equally likely. An item that is never drawn has the value of the least likely one.
    /// </summary>
    public Tensor? LogProbabilities { get; }

    /// <summary>The targets' scores h·e, M.</summary>
    public Tensor TargetScores => _targetScores ??= PackedLookup.Dot(Hidden, Items, Targets);

    /// <summary>The negatives' scores h·e, M×k.</summary>
    /// <exception cref="InvalidOperationException">The loss did not ask for any.</exception>
    public Tensor NegativeScores => _negativeScores ??= PackedLookup.Dot(Hidden, Items, Negatives);
}
