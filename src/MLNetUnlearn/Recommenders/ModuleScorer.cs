using MLNetUnlearn.Ranking;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>Scores with a module, which is in evaluation mode.</summary>
internal sealed class ModuleScorer(SequenceModule module, int itemCount, int maximumLength) : ISequenceScorer
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
            var table = module.ItemEmbedding.weight!;
            return table.shape[0] == itemCount + 1 ? table : table.narrow(0, 0, itemCount + 1);
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
        if (_isClosed)
            throw new ObjectDisposedException(null, "The model has been disposed; its weights are gone.");
    }
}
