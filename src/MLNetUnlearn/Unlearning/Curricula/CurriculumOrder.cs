using MLNetUnlearn.Recommenders.Training;

namespace MLNetUnlearn.Unlearning.Curricula;

/// <summary>Every pass visits the pairs by their difficulty; of equally difficult ones the first comes first.</summary>
internal sealed class CurriculumOrder(PairSampling sampling, double[] difficulties, long seed) : IPassOrder
{
    public void Begin(int[] rows, ulong pass)
    {
        var keys = sampling.Keys(difficulties, pass, seed);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        Array.Sort(rows, (one, other) => keys[one].CompareTo(keys[other]) is var order and not 0 ? order : one.CompareTo(other));
    }
}
