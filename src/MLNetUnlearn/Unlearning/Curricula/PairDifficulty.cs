using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Unlearning.Losses;

namespace MLNetUnlearn.Unlearning.Curricula;

/// <summary>How hard each pair is to forget, by the original model; see <see cref="Curriculum"/>.</summary>
internal static class PairDifficulty
{
    private const ulong Stream = 7UL << 40;

    /// <summary>Per pair, 0 to 1.</summary>
    /// <param name="original">The original model, in evaluation mode.</param>
    /// <param name="job">The pairs, and how many items there are.</param>
    /// <param name="nextRetained">Per pair, the retained item that follows its context, 0 for none.</param>
    /// <param name="gradientShare">λ.</param>
    public static double[] Of(SequenceModule original, UnlearningJob job, int[] nextRetained, double gradientShare)
    {
        var pairs = Enumerable.Range(0, job.Data.Forget.Count).ToArray();
        var (gradient, embedding) = (new double[pairs.Length], new double[pairs.Length]);
        var random = new CounterRandom((ulong)job.Seed, Stream);
        for (var start = 0; start < pairs.Length; start += ScoringBatch.Encoded)
        {
            using var scope = torch.NewDisposeScope();
            var batch = pairs.AsSpan(start, Math.Min(ScoringBatch.Encoded, pairs.Length - start));
            var contexts = job.Data.Forget.Contexts;
            var targets = Array.ConvertAll(batch.ToArray(), pair => (long)contexts.LastTarget(pair));
            var next = nextRetained[start..(start + batch.Length)];
            // From here on a row's gradient is its own pair's alone.
            var hidden = HiddenOf(original, contexts.Pack(batch, job.Device)).requires_grad_();
            var scores = ItemScores.Of(original, hidden, torch.tensor(targets, device: job.Device));
            var candidates = CandidateScores.OfNext(original, hidden, next, SharedItems.Draw(random, job.Data.ItemCount, job.Device));
            var opposition = candidates is null
                ? new double[batch.Length] : Cosines(hidden, GradientAscentLoss.Of(scores), NextRetainedLoss.Of(candidates));
            var known = scores.detach().cpu().data<float>().ToArray();
            for (var i = 0; i < batch.Length; i++)
                (gradient[start + i], embedding[start + i]) = ((1 - opposition[i]) / 2, known[i]);
        }
        var (byGradient, byEmbedding) = (Ranks(gradient), Ranks(embedding));
        return [.. byGradient.Zip(byEmbedding, (g, e) => (gradientShare * g) + ((1 - gradientShare) * e))];
    }

    private static Tensor HiddenOf(SequenceModule original, Tensors.PackedSequences contexts)
    {
        using var noGrad = torch.no_grad();
        return original.Last(contexts).detach().clone();
    }

    // 0 where a gradient is.
    private static double[] Cosines(Tensor hidden, Tensor one, Tensor other)
    {
        var (a, b) = (torch.autograd.grad([one], [hidden])[0], torch.autograd.grad([other], [hidden])[0]);
        using var noGrad = torch.no_grad();
        var (products, ones, others) = (Values((a * b).sum(1)), Values((a * a).sum(1)), Values((b * b).sum(1)));
        // The product of two squares may be too small for a float.
        return [.. products.Select((product, i) => ones[i] > 0 && others[i] > 0 ? product / Math.Sqrt(ones[i]) / Math.Sqrt(others[i]) : 0)];
    }

    private static float[] Values(Tensor tensor) => tensor.cpu().data<float>().ToArray();

    /// <summary>Ranks from 0 to 1; equal values share theirs, and so do all where there is one value only: ½.</summary>
    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (int first = 0, end; first < order.Length; first = end)
        {
            end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]])
                end++;
            var shared = values.Length == 1 ? 0.5 : (first + end - 1) / 2.0 / (values.Length - 1);
            for (var i = first; i < end; i++)
                ranks[order[i]] = shared;
        }
        return ranks;
    }
}
