using MLNetUnlearn.Ranking;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>Scores with a module: the last hidden state of each context times item embeddings. The module is in evaluation mode.</summary>
internal sealed class ModuleScorer(SequenceModule module, int maximumLength) : ISequenceScorer
{
    // One matrix product over so many times the candidates takes less time than fetching the candidates' embeddings row by row.
    private const int CheapCatalogueFactor = 16;

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

    public Tensor Score(PackedSequences contexts) =>
        LastHidden(contexts).matmul(module.ItemEmbedding.weight!.t());                   // B×d · d×(|V|+1)

    public Tensor Score(PackedSequences contexts, Tensor candidates)
    {
        CheckOpen();
        if (module.ItemEmbedding.weight!.shape[0] <= CheapCatalogueFactor * candidates.shape[1])
            return Score(contexts).gather(1, candidates);                                       // B×c
        var embedded = module.ItemEmbedding.call(candidates);                                   // B×c×d
        return embedded.matmul(LastHidden(contexts).unsqueeze(2)).squeeze(2);            // B×c
    }

    /// <summary>From now on every use throws: the module's owner frees its weights.</summary>
    public void Close() => _isClosed = true;

    /// <exception cref="ObjectDisposedException">The module's owner has freed its weights.</exception>
    public void CheckOpen()
    {
        if (_isClosed)
            throw new ObjectDisposedException(null, "The model has been disposed; its weights are gone.");
    }

    private Tensor LastHidden(PackedSequences contexts)
    {
        CheckOpen();
        return module.call(contexts).index_select(0, contexts.LastRows);
    }
}
