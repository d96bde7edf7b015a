using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Counting;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Options of item-to-item nearest neighbours (Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001):
/// items are similar when the same users have them, and what is similar to a context's items is recommended after it.
/// </summary>
/// <remarks>
/// sim(i, j) = c_ij / (√(c_i·c_j) + λ), with c_i the number of users who have i and c_ij the number who have both.
/// score(v) = Σ δ^a · sim(i, v) over the context's items i, a places before the most recent one, that have v among their k neighbours.
/// </remarks>
public sealed record ItemKnnOptions : CountingRecommenderOptions
{
    /// <summary>k, how many of the most similar items are kept for each item, 1 to 65,535. Default 200.</summary>
    public int Neighbors { get; init; } = 200;

    /// <summary>
    /// λ, 0 or above: how far it pulls the similarity of items that few users have towards 0. Default 20.
    /// </summary>
    public double Shrinkage { get; init; } = 20;

    /// <summary>
    /// δ, in [0, 1]: the weight of a context item relative to that of the next more recent one. 1 weighs all alike (Sarwar et al.); 0 looks
    /// at the most recent item only (Hidasi et al., ICLR 2016). Default 0.8.
    /// </summary>
    public double Decay { get; init; } = 0.8;

    /// <inheritdoc/>
    public override string Name => "ItemKnn";

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(Neighbors is >= 1 and <= ushort.MaxValue, nameof(Neighbors), Neighbors, "1 to 65535");
        problems.RequireNotNegative(nameof(Shrinkage), Shrinkage);
        problems.Require(Decay is >= 0 and <= 1, nameof(Decay), Decay, "in [0, 1]");
    }

    internal override CountedModel Count(TrainingSequences data)
    {
        var neighbours = Neighbours.Find(data.Sequences, data.ItemCount, Neighbors, Shrinkage);
        return neighbours.Count > 0 ? new ItemKnn(neighbours, Decay) : throw new InvalidOperationException(
            $"{Name}: there is nothing to count: no user has two different items in '{SequenceColumnName}' and '{TargetColumnName}'.");
    }

    internal override CountedModel Read(CountedState state, int itemCount) => new ItemKnn(Neighbours.Read(state, itemCount), Decay);

    private sealed class ItemKnn(Neighbours neighbours, double decay) : CountedModel
    {
        public override void Score(ReadOnlySpan<int> context, Span<float> scores)
        {
            var weight = 1.0;
            for (var place = context.Length - 1; place >= 0 && weight > 0; place--, weight *= decay)
            {
                var items = neighbours.ItemsOf(context[place]);
                var similarities = neighbours.SimilaritiesOf(context[place]);
                for (var i = 0; i < items.Length; i++)
                    scores[items[i]] += (float)(weight * similarities[i]);
            }
        }

        public override IReadOnlyDictionary<string, Tensor> State() => neighbours.State();
    }
}
