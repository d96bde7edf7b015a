using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;

namespace MLNetUnlearn.Unlearning;

/// <summary>Scores of an item of each row's own and of items that all rows share.</summary>
internal static class CandidateScores
{
    /// <summary>M×d hidden states and M scores of the rows' own items to M×c scores, the own item first.</summary>
    public static Tensor Of(SequenceModule module, Tensor hidden, Tensor own, Tensor shared)
    {
        var others = hidden.matmul(module.ItemEmbedding.call(shared).t());                             // M×(c−1)
        return torch.cat([own.unsqueeze(1), others], 1);
    }

    /// <summary>The same of those rows that have an item at all; null where none has.</summary>
    public static Tensor? OfNext(SequenceModule module, Tensor hidden, int[] next, Tensor shared)
    {
        long[] rows = [.. RowsWith(next)];
        if (rows.Length == 0)
            return null;
        var items = torch.tensor(Array.ConvertAll(rows, row => (long)next[row]), device: hidden.device);
        var those = hidden.index_select(0, torch.tensor(rows, device: hidden.device));                  // M_n×d
        return Of(module, those, ItemScores.Of(module, those, items), shared);
    }

    private static IEnumerable<long> RowsWith(int[] next) => Enumerable.Range(0, next.Length).Where(row => next[row] != 0).Select(row => (long)row);
}
