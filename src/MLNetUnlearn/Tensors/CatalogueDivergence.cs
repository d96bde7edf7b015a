namespace MLNetUnlearn.Tensors;

/// <summary>Kullback-Leibler divergence of two models' softmax over all items, of which no matrix of all scores is kept.</summary>
internal static class CatalogueDivergence
{
    private const long MostScores = 1 << 20; // 4 MB each of some matrices at a time
    private const long LeastRows = 16;

    /// <summary>
    /// The mean over rows of Σ_v p₀(v) log(p₀(v) / p(v)), v from 1 to |V|, with gradient for <paramref name="hidden"/> and the items.
    /// </summary>
    /// <param name="hidden">M×d.</param>
    /// <param name="items">The item embedding; row 0 and rows behind the items do not count.</param>
    /// <param name="teacherHidden">M×d, of the model that p₀ is of.</param>
    /// <param name="teacherItems">Its item embedding.</param>
    /// <param name="itemCount">|V|.</param>
    public static Tensor Of(Tensor hidden, Embedding items, Tensor teacherHidden, Embedding teacherItems, int itemCount)
    {
        var (table, rows) = (items.weight!, hidden.shape[0]);
        var chunk = Math.Max(LeastRows, MostScores / itemCount);
        // Leaves of their own: each chunk's graph is walked and dropped at once.
        var h = hidden.detach().requires_grad_(true);                                                   // M×d
        var e = table.detach().requires_grad_(true);                                                    // (|V|+1)×d, or more rows
        var total = torch.tensor(new[] { 0f }, [1], device: hidden.device);
        for (var from = 0L; from < rows; from += chunk)
        {
            using var scope = torch.NewDisposeScope();
            var count = Math.Min(chunk, rows - from);
            var teacher = LogProbabilities(teacherHidden.narrow(0, from, count), teacherItems.weight!.detach(), itemCount);
            var student = LogProbabilities(h.narrow(0, from, count), e, itemCount);                     // c×|V|
            var sum = (teacher.exp() * (teacher - student)).sum() / rows;
            sum.backward();
            using var noGrad = torch.no_grad();
            total.add_(sum);
        }
        // Nothing in value, all in gradient: d(h·g − what it is)/dh = g.
        var linear = (hidden * h.grad!).sum() + (table * e.grad!).sum();
        return total.squeeze(0) + (linear - linear.detach());
    }

    private static Tensor LogProbabilities(Tensor hidden, Tensor table, int itemCount) =>
        hidden.matmul(table.narrow(0, 1, itemCount).t()).log_softmax(1);
}
