using MLNetUnlearn.Ranking;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>Scores with a module, which is in evaluation mode.</summary>
/// <param name="module">The module.</param>
/// <param name="maximumLength">n, the longest context used.</param>
/// <param name="owner">Who scores with the same module and may close it; null: nobody else does.</param>
internal sealed class ModuleScorer(SequenceModule module, int maximumLength, ModuleScorer? owner = null) : ISequenceScorer
{
    private volatile bool _isClosed;

    public int MaximumLength => maximumLength;

    public Device Device
    {
        get
        {
            CheckOpen();
            return module.Device;
        }
    }

    public Tensor Items
    {
        get
        {
            CheckOpen();
            return module.ItemEmbedding.weight!;
        }
    }

    public Tensor Encode(PackedSequences contexts)
    {
        CheckOpen();
        return module.Last(contexts);
    }

    /// <summary>From now on every use throws: the module's owner frees its weights.</summary>
    public void Close() => _isClosed = true;

    /// <exception cref="ObjectDisposedException">The module's owner has freed its weights.</exception>
    public void CheckOpen()
    {
        owner?.CheckOpen();
        if (_isClosed)
            throw new ObjectDisposedException(null, "The model has been disposed; its weights are gone.");
    }
}
