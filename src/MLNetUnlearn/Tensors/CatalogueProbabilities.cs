namespace MLNetUnlearn.Tensors;

/// <summary>Softmax over all items, of which no matrix of all scores is kept.</summary>
internal static class CatalogueProbabilities
{
    private const long MostScores = 1 << 22; // 16 MB
    private const long LeastRows = 64;

    /// <summary>
    /// h·e_target of each row, and h·e_target − log Σ_v exp(h·e_v), v from 1 to |V|: B hidden states of d and a table of (|V|+1)×d.
    /// </summary>
    public static (float[] Scores, float[] LogProbabilities) OfTargets(Tensor hidden, Tensor table, long[] targets)
    {
        var (rows, items) = (targets.Length, table.shape[0] - 1);
        var (scores, logs) = (new float[rows], new float[rows]);
        var chunk = (int)Math.Max(LeastRows, MostScores / items);
        for (var from = 0; from < rows; from += chunk)
        {
            using var scope = torch.NewDisposeScope();
            var count = Math.Min(chunk, rows - from);
            var places = Array.ConvertAll(targets[from..(from + count)], target => target - 1);
            var all = hidden.narrow(0, from, count).matmul(table.narrow(0, 1, items).t());                      // c×|V|
            var own = all.gather(1, torch.tensor(places, [count, 1], device: hidden.device));                   // c×1
            own.cpu().data<float>().ToArray().CopyTo(scores, from);
            (own - all.logsumexp(1, keepdim: true)).cpu().data<float>().ToArray().CopyTo(logs, from);
        }
        return (scores, logs);
    }
}
