namespace MLNetUnlearn.Tensors;

/// <summary>Softmax cross-entropy with all items, of which no matrix of all scores is kept.</summary>
internal static class CatalogueCrossEntropy
{
    /// <summary>The mean of log Σ_v exp(h·e_v) − h·e_target over M×d hidden states and M targets, v from 1 to |V|.</summary>
    public static Tensor Of(Tensor hidden, Embedding items, int itemCount, Tensor targets) =>
#if TORCHSHARP
        InChunks(hidden, items.weight!, itemCount, targets);

    private const long MostScores = 1 << 22; // 16 MB
    private const long LeastRows = 64;

    private static Tensor InChunks(Tensor hidden, Tensor table, int itemCount, Tensor targets)
    {
        var rows = hidden.shape[0];
        var chunk = Math.Max(LeastRows, MostScores / itemCount);
        var needsGradient = torch.is_grad_enabled() && (hidden.requires_grad || table.requires_grad);
        // Leaves of their own: each chunk's graph is walked and dropped at once.
        var h = hidden.detach().requires_grad_(needsGradient);                                          // M×d
        var e = table.detach().requires_grad_(needsGradient);                                           // (|V|+1)×d, or more rows
        var total = torch.zeros(1, device: hidden.device);
        for (var from = 0L; from < rows; from += chunk)
        {
            using var scope = torch.NewDisposeScope();
            var count = Math.Min(chunk, rows - from);
            var scores = h.narrow(0, from, count).matmul(e.narrow(0, 1, itemCount).t());                // c×|V|
            var sum = nn.functional.cross_entropy(scores, targets.narrow(0, from, count) - 1, reduction: nn.Reduction.Sum) / rows;
            if (needsGradient)
                sum.backward();
            using var noGrad = torch.no_grad();
            total.add_(sum);
        }
        var value = total.squeeze(0);
        if (!needsGradient)
            return value;
        // Nothing in value, all in gradient: d(h·g − what it is)/dh = g.
        var linear = (hidden * h.grad!).sum() + (table * e.grad!).sum();
        return value + (linear - linear.detach());
    }
#else
        CatalogueOps.CrossEntropy(hidden, items.weight!, targets, itemCount);
#endif
}
