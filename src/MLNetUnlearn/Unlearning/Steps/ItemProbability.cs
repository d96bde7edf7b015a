using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// The probabilities of m items after hidden states, as the model's training loss has them: σ(s), or by a softmax e^s / (e^s + Z), where
/// Z sums e^s over the other items: over all of them where there are few, else estimated from uniform ones.
/// </summary>
internal sealed class ItemProbability
{
    private const int MostDrawn = 256;
    private const ulong Stream = 14UL << 40;

    private readonly Tensor? _drawn;      // d×c embeddings of drawn items; null where each score stands for itself
    private readonly Tensor? _timesDrawn; // 1×m, how often each of the m items is among them
    private readonly Tensor? _scale;      // 1×m, of the other items' number by how many of them were drawn

    /// <param name="module">The model.</param>
    /// <param name="job">The loss and the seed.</param>
    /// <param name="items">The m items. Like theirs, the tensors made here belong to the current scope.</param>
    public ItemProbability(SequenceModule module, UnlearningJob job, ItemSlots items)
    {
        var loss = job.Original.Options.OfNetwork.Loss;
        var table = module.ItemEmbedding.weight!;
        Rows = items.Rows(table);
        MeetingsPerTarget = loss.IsSoftmax ? 1 : (double)loss.NegativesPerTarget / job.Data.ItemCount;
        if (!loss.IsSoftmax)
            return;
        var drawn = Draw(job);
        var (times, scale) = (new float[items.Count], new float[items.Count]);
        foreach (var item in drawn)
        {
            if (items.TryGetSlot(item, out var slot))
                times[slot]++;
        }
        for (var slot = 0; slot < scale.Length; slot++)
            scale[slot] = (job.Data.ItemCount - 1f) / Math.Max(1, drawn.Length - times[slot]);
        _drawn = table.index_select(0, torch.tensor(drawn, [drawn.Length], device: module.Device)).t();
        _timesDrawn = torch.tensor(times, [1, times.Length], device: module.Device);
        _scale = torch.tensor(scale, [1, scale.Length], device: module.Device);
    }

    /// <summary>The items' embeddings, m×d.</summary>
    public Tensor Rows { get; }

    /// <summary>How often training brings an item before each target of others, as one that is not to come.</summary>
    public double MeetingsPerTarget { get; }

    /// <summary>Of one item after each hidden state.</summary>
    /// <param name="hidden">B×d.</param>
    /// <param name="slots">Which of the items, B, int64.</param>
    /// <returns>B×1.</returns>
    public Tensor OfOne(Tensor hidden, Tensor slots) => LogOddsOfOne(hidden, slots).sigmoid();

    /// <summary>log p/(1 − p) of one item after each hidden state, B×1; infinite where p is 1.</summary>
    public Tensor LogOddsOfOne(Tensor hidden, Tensor slots)
    {
        var scores = (hidden * Rows.index_select(0, slots)).sum(1, keepdim: true);
        return _drawn is null
            ? scores
            : Softmax(hidden, scores, _timesDrawn!.t().index_select(0, slots), _scale!.t().index_select(0, slots));
    }

    /// <summary>Of every item after each hidden state, B×m for B×d.</summary>
    public Tensor OfAll(Tensor hidden)
    {
        var scores = hidden.matmul(Rows.t());
        return (_drawn is null ? scores : Softmax(hidden, scores, _timesDrawn!, _scale!)).sigmoid();
    }

    // Where the item itself was drawn it is taken off again. The odds are e^s / (scale·(Σ e^s' − times·e^s)).
    private Tensor Softmax(Tensor hidden, Tensor scores, Tensor times, Tensor scale)
    {
        var drawn = hidden.matmul(_drawn!);                                                             // B×c
        // log Σ e^s' from log_softmax, whose first value is s'₁ − log Σ e^s'.
        var logSum = drawn.narrow(1, 0, 1) - drawn.log_softmax(1).narrow(1, 0, 1);                      // B×1
        return -(((logSum - scores).exp() - times).relu() * scale).log();
    }

    private static long[] Draw(UnlearningJob job)
    {
        var count = job.Data.ItemCount;
        if (count <= MostDrawn)
            return [.. Enumerable.Range(1, count).Select(item => (long)item)];
        var random = new CounterRandom((ulong)job.Seed, Stream);
        var drawn = new long[MostDrawn];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = 1 + random.NextInt(count);
        return drawn;
    }
}
