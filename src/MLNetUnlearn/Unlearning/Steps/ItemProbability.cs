using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// The probability that a score gives an item, as the model's training loss has it: σ(s), or by a softmax e^s / (e^s + Z) = σ(s − log Z),
/// where Z sums over the catalogue and is estimated from uniform items.
/// </summary>
internal sealed class ItemProbability : IDisposable
{
    private const int Drawn = 256;
    private const ulong Stream = 14UL << 40;

    private readonly Tensor? _others;   // d×c embeddings of uniform items; null where each score stands for itself
    private readonly int _itemCount;

    public ItemProbability(SequenceModule module, UnlearningJob job)
    {
        var loss = job.Original.Options.Loss;
        _itemCount = job.Data.ItemCount;
        MeetingsPerTarget = loss.IsSoftmax ? 1 : (double)loss.NegativesPerTarget / _itemCount;
        if (!loss.IsSoftmax)
            return;
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var random = new CounterRandom((ulong)job.Seed, Stream);
        var items = new long[Drawn];
        for (var i = 0; i < items.Length; i++)
            items[i] = 1 + random.NextInt(_itemCount);
        _others = module.ItemEmbedding.weight!.index_select(0, torch.tensor(items, device: module.Device)).t().contiguous()
            .DetachFromDisposeScope();
    }

    /// <summary>How often training brings an item before each target of others, as one that is not to come.</summary>
    public double MeetingsPerTarget { get; }

    /// <summary>Probabilities of k scores after each of B hidden states (B×d): B×k for B×k.</summary>
    public Tensor Of(Tensor hidden, Tensor scores) =>
        _others is null ? scores.sigmoid() : (scores - LogSum(hidden).unsqueeze(1)).sigmoid();

    public void Dispose() => _others?.Dispose();

    private Tensor LogSum(Tensor hidden)
    {
        var others = hidden.matmul(_others!);                                                           // B×c
        // log Σ e^s from log_softmax, whose first value is s₁ − log Σ e^s.
        var first = others.narrow(1, 0, 1);
        return (first - others.log_softmax(1).narrow(1, 0, 1)).squeeze(1) + Math.Log((double)_itemCount / Drawn);
    }
}
