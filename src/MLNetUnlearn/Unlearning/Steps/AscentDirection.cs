using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// What pairs pulled their items' embeddings by, turned round: −Σ w h over each item's pairs, under dropout as training met it. At first w
/// is 1 − p, the gradient of log p with regard to the item's row, but it grows as the score falls, so it is taken in the mean over the
/// fall: w = (1/Δ) ∫₀^Δ 1 − σ(x − τ) dτ with x = log p/(1 − p).
/// </summary>
internal static class AscentDirection
{
    private const int Batch = 1024;
    private const int Draws = 2; // of dropout's masks
    private const double MostLogOdds = 80;
    private const long FirstStep = 1L << 40; // of dropout's keys; training's steps count from 0

    /// <summary>The mean over the draws.</summary>
    /// <param name="module">The model, in training mode.</param>
    /// <param name="job">Where the seed comes from.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="items">Their items.</param>
    /// <param name="probability">The items' probabilities.</param>
    /// <param name="falls">Δ of each item of the catalogue, from item 0, above 0.</param>
    /// <returns>m×d, a row for each of the items, in the current scope.</returns>
    public static Tensor Of(
        SequenceModule module, UnlearningJob job, RankingPairs pairs, ItemSlots items, ItemProbability probability, float[] falls)
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
                long[] targets = Array.ConvertAll(batch, pair => (long)pairs.Contexts.LastTarget(pair));
                var slots = items.SlotsOf(targets);
                var fall = torch.tensor(
                    Array.ConvertAll(targets, item => falls[item]), [batch.Length, 1], device: module.Device);
                var pull = MeanPull(probability.LogOddsOfOne(hidden, slots), fall) * (-1.0 / Draws);   // B×1
                sum.index_add_(0, slots, pull * hidden, 1);
            }
        }
        return sum.MoveToOuterDisposeScope();
    }

    // The integral of 1 − σ(x − τ) is softplus(τ − x). Beyond the bounds its mean is 0 or 1, and an infinite x
    // would give ∞ − ∞.
    private static Tensor MeanPull(Tensor logOdds, Tensor fall)
    {
        var bounded = logOdds.clamp(-MostLogOdds, MostLogOdds);
        return (nn.functional.softplus(fall - bounded) - nn.functional.softplus(-bounded)) / fall;
    }
}
