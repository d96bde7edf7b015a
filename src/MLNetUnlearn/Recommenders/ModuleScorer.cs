using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>Scores with a module, which is in evaluation mode.</summary>
/// <param name="module">The module.</param>
/// <param name="itemCount">|V|, the number of items.</param>
/// <param name="maximumLength">n, the longest context used.</param>
/// <param name="owner">Who scores with the same module and may close it; null: nobody else does.</param>
internal sealed class ModuleScorer(SequenceModule module, int itemCount, int maximumLength, ModuleScorer? owner = null) : ISequenceScorer
{
    private volatile bool _isClosed;

    public int MaximumLength => maximumLength;

    /// <summary>Where contexts are to be; hidden states and items are there, too.</summary>
    public Device Device
    {
        get
        {
            CheckOpen();
            return module.Device;
        }
    }

    /// <summary>The item embeddings, (|V|+1)×d; row 0 is the padding value. The model's own: not to be changed or disposed.</summary>
    public Tensor Items
    {
        get
        {
            CheckOpen();
            var table = module.ItemEmbedding.weight!;
            return table.shape[0] == itemCount + 1 ? table : table.narrow(0, 0, itemCount + 1);
        }
    }

    public IEncodedContexts Encode(WindowSet contexts, ReadOnlySpan<int> windows) => new EmbeddedContexts(this, contexts, windows);

    /// <summary>The hidden state after the last item of each context, B×d.</summary>
    public Tensor Last(PackedSequences contexts)
    {
        CheckOpen();
        return module.Last(contexts);
    }

    /// <summary>From now on every use throws: the module's owner frees its weights.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Whether this is closed when another one is.</summary>
    public bool IsClosedWith(ModuleScorer other) => ReferenceEquals(this, other) || owner?.IsClosedWith(other) == true;

    /// <exception cref="ObjectDisposedException">The module's owner has freed its weights.</exception>
    public void CheckOpen()
    {
        owner?.CheckOpen();
        if (_isClosed)
            throw new ObjectDisposedException(null, "The model has been disposed; its weights are gone.");
    }
}
