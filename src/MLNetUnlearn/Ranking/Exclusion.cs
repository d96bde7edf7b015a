using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking;

/// <summary>Takes items out of a ranking by giving them the score −∞.</summary>
internal static class Exclusion
{
    /// <summary>Excludes the padding value and each row's set, but never the row's own target.</summary>
    /// <param name="scores">B×(|V|+1); changed in place.</param>
    /// <param name="sets">The items to leave out.</param>
    /// <param name="rows">The set of each of the B rows.</param>
    /// <param name="targets">B items that stay; empty where there are none.</param>
    public static void Apply(Tensor scores, ItemSets sets, ReadOnlySpan<int> rows, ReadOnlySpan<long> targets)
    {
        var width = 1;
        foreach (var row in rows)
            width = Math.Max(width, sets[row].Length);
        var index = new long[rows.Length * width];                                              // B×w, 0 where there is no more
        for (var i = 0; i < rows.Length; i++)
        {
            var set = sets[rows[i]];
            for (var j = 0; j < set.Length; j++)
                index[(i * width) + j] = targets.Length > 0 && set[j] == targets[i] ? 0 : set[j];
        }
        var lowest = torch.full(rows.Length, width, float.NegativeInfinity, device: scores.device);
        scores.scatter_(1, torch.tensor(index, [rows.Length, width], device: scores.device), lowest);
        scores.narrow(1, 0, 1).fill_(float.NegativeInfinity);
    }
}
