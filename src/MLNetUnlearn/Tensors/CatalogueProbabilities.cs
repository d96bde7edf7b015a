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
        var (scores, logs) = (new float[targets.Length], new float[targets.Length]);
        ByParts(hidden, table, (all, from, count) =>
        {
            var places = Array.ConvertAll(targets[from..(from + count)], target => target - 1);
            var own = all.gather(1, torch.tensor(places, [count, 1], device: hidden.device));                   // c×1
            Floats(own).CopyTo(scores, from);
            Floats(own - all.logsumexp(1, keepdim: true)).CopyTo(logs, from);
        });
        return (scores, logs);
    }

    /// <summary>log Z − Σ_v p_v h·e_v of each row, with p the softmax of h·e_v, v from 1 to |V|, and Z its denominator.</summary>
    public static float[] Entropies(Tensor hidden, Tensor table)
    {
        var entropies = new float[hidden.shape[0]];
        ByParts(hidden, table, (all, from, _) =>
        {
            var logs = all.log_softmax(1);                                                                      // c×|V|
            Floats((logs.exp() * logs).sum(1).neg()).CopyTo(entropies, from);
        });
        return entropies;
    }

    private static float[] Floats(Tensor values) => values.cpu().data<float>().ToArray();

    // The scores of some rows at a time: c×|V|, of the first row and c.
    private static void ByParts(Tensor hidden, Tensor table, Action<Tensor, int, int> part)
    {
        var (rows, items) = ((int)hidden.shape[0], table.shape[0] - 1);
        var most = (int)Math.Max(LeastRows, MostScores / items);
        for (var from = 0; from < rows; from += most)
        {
            using var scope = torch.NewDisposeScope();
            var count = Math.Min(most, rows - from);
            part(hidden.narrow(0, from, count).matmul(table.narrow(0, 1, items).t()), from, count);
        }
    }
}
