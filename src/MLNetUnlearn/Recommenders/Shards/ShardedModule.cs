using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>
/// S networks as one: its hidden state is [w_1·h_1 … w_S·h_S], an item's embedding [e_1 … e_S], so that their dot product is the weighted
/// mean of the networks' scores.
/// </summary>
/// <remarks>
/// The item table holds the networks' own once more, side by side; the networks look their input up in theirs. Unlearning by gradients
/// moves both, each by its own gradient.
/// </remarks>
public sealed class ShardedModule : SequenceModule
{
    private readonly Embedding items;
    private readonly ModuleList<SequenceModule> shards;
    private readonly Tensor shares;
    private readonly Tensor? centroids;
    private readonly Aggregation aggregation;

    /// <summary>Builds the networks; their weights still have to be trained or loaded.</summary>
    /// <param name="itemCount">|V|, the number of items.</param>
    /// <param name="maximumLength">n, the window length.</param>
    /// <param name="options">The networks' options, their number and how they are put together.</param>
    public ShardedModule(int itemCount, int maximumLength, SisaOptions options)
        : base("Sisa")
    {
        ArgumentNullException.ThrowIfNull(options);
        aggregation = options.Aggregation;
        shards = nn.ModuleList(
            Enumerable.Range(0, options.Shards).Select(_ => options.Recommender.CreateModule(itemCount, maximumLength)).ToArray());
        var size = shards[0].ItemEmbedding.weight!.shape[1];
        items = nn.Embedding(itemCount + 1, options.Shards * size, padding_idx: 0);
        shares = torch.tensor(new float[options.Shards], [options.Shards], device: torch.CPU);
        if (aggregation.NeedsCentroids)
            centroids = torch.tensor(new float[options.Shards * size], [options.Shards, size], device: torch.CPU);
        Noise.Lead(Shards.Select(shard => shard.Noise));
        RegisterComponents();
    }

    /// <summary>The networks, one per shard.</summary>
    public IReadOnlyList<SequenceModule> Shards => [.. shards];

    /// <inheritdoc/>
    public override Embedding ItemEmbedding => items;

    /// <inheritdoc/>
    public override TrainingTask Task => shards[0].Task;

    /// <inheritdoc/>
    public override Tensor forward(PackedSequences input) => Joined(shard => shard.call(input));                       // T×(S·d)

    /// <inheritdoc/>
    public override Tensor Last(PackedSequences input) => Joined(shard => shard.Last(input));                          // B×(S·d)

    /// <summary>How much each shard counts for the item after each context: rows of sum 1; 0 for a shard without data.</summary>
    /// <param name="input">B packed contexts of at most n items.</param>
    /// <returns>B×S, or 1×S where all contexts have the same.</returns>
    public Tensor ShardWeights(PackedSequences input) => aggregation.Weights(Stacked(shard => shard.Last(input)), shares, centroids);

    /// <summary>Takes a shard's trained network.</summary>
    /// <param name="shard">Which.</param>
    /// <param name="trained">A network with the weights.</param>
    /// <param name="centroid">d, where the aggregation needs it.</param>
    internal void Take(int shard, SequenceModule trained, Tensor? centroid)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        using var weights = new WeightSnapshot();
        weights.Take(trained);
        weights.Restore(shards[shard]);
        shares.narrow(0, shard, 1).fill_(1);
        if (centroid is not null)
            centroids!.narrow(0, shard, 1).copy_(centroid.unsqueeze(0));
    }

    /// <summary>Puts the tables side by side, and shards without a network out of the sum, when all others have been taken.</summary>
    internal void Assemble()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var taken = shares.cpu().data<float>().ToArray();
        for (var shard = 0; shard < taken.Length; shard++)
        {
            if (taken[shard] == 0)
            {
                foreach (var weight in shards[shard].state_dict().Values)
                    weight.zero_();
            }
        }
        shares.mul_(1 / taken.Sum());
        var table = items.weight!;
        table.copy_(torch.cat(
            [.. Shards.Select(shard => shard.ItemEmbedding.weight!.narrow(0, 0, table.shape[0]))], 1));                // (|V|+1)×(S·d)
    }

    private Tensor Joined(Func<SequenceModule, Tensor> ask)
    {
        var hidden = Stacked(ask);
        return (hidden * aggregation.Weights(hidden, shares, centroids).unsqueeze(2)).reshape(hidden.shape[0], -1);
    }

    private Tensor Stacked(Func<SequenceModule, Tensor> ask) => torch.cat([.. Shards.Select(shard => ask(shard).unsqueeze(1))], 1);
}
