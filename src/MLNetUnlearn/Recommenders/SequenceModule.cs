using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// A network that turns item sequences into hidden states. An item's score after a sequence is h·e, the dot product of the
/// sequence's last hidden state and the item's row of the embedding that input and output share.
/// </summary>
/// <remarks>
/// A module knows nothing of losses, training or unlearning. In: packed sequences of T items. Out: hidden states, T×d;
/// row t may depend on its own sequence only. What a module creates on the way belongs on the device of the packed items.
/// </remarks>
public abstract class SequenceModule : nn.Module<PackedSequences, Tensor>
{
    /// <summary>Names the module.</summary>
    /// <param name="name">The name shown in messages.</param>
    protected SequenceModule(string name)
        : base(name)
    {
    }

    /// <summary>
    /// The item embedding, (|V|+1)×d; row 0 is the padding value and stays zero. It may have more rows, say for a mask: they are no items,
    /// and never ranked, recommended or drawn as negatives.
    /// </summary>
    public abstract Embedding ItemEmbedding { get; }

    /// <summary>
    /// What the module is asked, in training, ranking and unlearning. By default the next item after every item, for which a row may depend
    /// on its own and earlier items only.
    /// </summary>
    public virtual TrainingTask Task => NextItemTask.Instance;

    /// <summary>Where the module's dropouts take their keys from; the training loop starts each step's keys.</summary>
    public DropoutNoise Noise { get; } = new();

    /// <summary>
    /// The hidden state that predicts the item after each context, for ranking: in evaluation mode, without gradients. A module that need
    /// not compute all rows for it may say so here; the result must be that of asking by its <see cref="Task"/> and picking the last rows
    /// of its hidden states, which is what this does.
    /// </summary>
    /// <param name="input">B packed contexts of at most n items.</param>
    /// <returns>B×d.</returns>
    public virtual Tensor Last(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var query = Task.Query(input);
        return call(query).index_select(0, query.LastRows);
    }

    /// <summary>Where the weights are.</summary>
    internal Device Device => ItemEmbedding.weight!.device;
}
