using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// What pairs pulled their items' embeddings by, turned round: −Σ (1 − p) h over each item's pairs, the gradient of −log p with regard
/// to the item's row, under dropout as training met it.
/// </summary>
internal static class AscentDirection
{
    private const int Batch = 1024;
    private const int Draws = 2; // of dropout's masks
    private const long FirstStep = 1L << 40; // of dropout's keys; training's steps count from 0

    /// <summary>The mean over the draws.</summary>
    /// <param name="module">The model, in training mode.</param>
    /// <param name="job">Where the seed comes from.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="items">Their items.</param>
    /// <param name="probability">The items' probabilities.</param>
    /// <returns>m×d, a row for each of the items, in the current scope.</returns>
    public static Tensor Of(SequenceModule module, UnlearningJob job, RankingPairs pairs, ItemSlots items, ItemProbability probability)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var sum = torch.zeros_like(probability.Rows);
        var step = FirstStep;
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var start = 0; start < pairs.Count; start += Batch)
            {
                using var one = torch.NewDisposeScope();
                module.Noise.BeginStep(job.Seed, step++);
                int[] batch = [.. Enumerable.Range(start, Math.Min(Batch, pairs.Count - start))];
                var query = module.Task.Query(pairs.Contexts.Pack(batch, module.Device));
                var hidden = module.call(query).index_select(0, query.LastRows);                       // B×d
                var slots = items.SlotsOf(Array.ConvertAll(batch, pair => (long)pairs.Contexts.LastTarget(pair)));
                var pull = (probability.OfOne(hidden, slots) - 1) * (1.0 / Draws);                     // B×1
                sum.index_add_(0, slots, pull * hidden, 1);
            }
        }
        return sum.MoveToOuterDisposeScope();
    }
}
