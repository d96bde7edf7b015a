using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Training;

/// <summary>The options' loss on batches of the training data, and the negatives it asks for.</summary>
internal sealed class TrainingLoss : IDisposable
{
    private readonly SequenceModule _module;
    private readonly RecommenderLoss _loss;
    private readonly int _itemCount;
    private readonly Tensor? _logProbabilities;

    /// <exception cref="InvalidOperationException">A weight among negatives is no finite number, 0 or above, or all are 0.</exception>
    public TrainingLoss(SequenceModule module, RecommenderData data, RecommenderOptions options)
        : this(module, data.UserItems, data.ItemCount, options)
    {
    }

    /// <param name="module">The network.</param>
    /// <param name="userItems">Per user, the items that are no negatives, and that an item's popularity is counted by.</param>
    /// <param name="itemCount">|V|.</param>
    /// <param name="options">The loss and how negatives are drawn.</param>
    /// <exception cref="InvalidOperationException">A weight among negatives is no finite number, 0 or above, or all are 0.</exception>
    public TrainingLoss(SequenceModule module, ItemSets userItems, int itemCount, RecommenderOptions options)
    {
        (_module, _loss, _itemCount) = (module, options.Loss, itemCount);
        if (NegativesPerTarget == 0 || options.NegativeSampling is UniformNegatives)
        {
            Sampler = new NegativeSampler(userItems, itemCount);
            return;
        }
        var weights = Weights(userItems, itemCount, options);
        Sampler = new WeightedNegativeSampler(userItems, weights);
        _logProbabilities = torch.tensor(LogProbabilities(weights), [_itemCount + 1], device: module.Device).DetachFromDisposeScope();
    }

    /// <summary>Where negatives come from.</summary>
    public INegativeSampler Sampler { get; }

    /// <summary>k.</summary>
    public int NegativesPerTarget => _loss.NegativesPerTarget;

    /// <summary>The loss of a batch and its M×d hidden states, a scalar.</summary>
    public Tensor Of(TargetBatch batch, Tensor hidden) => _loss.Of(new LossInput(
        hidden, _module.ItemEmbedding, _itemCount, batch.Targets, NegativesPerTarget == 0 ? null : batch.Negatives, _logProbabilities));

    public void Dispose() => _logProbabilities?.Dispose();

    private static double[] Weights(ItemSets userItems, int itemCount, RecommenderOptions options)
    {
        var counts = new int[itemCount];
        for (var user = 0; user < userItems.Count; user++)
        {
            foreach (var item in userItems[user])
                counts[item - 1]++;
        }
        var weights = Array.ConvertAll(counts, options.NegativeSampling.Weight);
        var sum = weights.Sum();
        if (Array.TrueForAll(weights, weight => weight >= 0) && sum > 0 && double.IsFinite(sum))
            return weights;
        throw new InvalidOperationException(
            $"{options.Name}: {options.NegativeSampling.GetType().Name} gives items weights of {weights.Min()} to {weights.Max()}; "
            + "weights must be finite, 0 or above, and not all 0.");
    }

    private static float[] LogProbabilities(double[] weights)
    {
        var sum = weights.Sum();
        var least = weights.Where(weight => weight > 0).Min();
        return [0, .. weights.Select(weight => (float)StableMath.Log((weight > 0 ? weight : least) / sum))];
    }
}
