namespace Microsoft.ML.Trainers.FastTree;

// The split of a leaf on one feature: the rows up to a bin go to the left.
internal readonly record struct SplitCandidate(double Gain, int Feature, int Bin)
{
    public static readonly SplitCandidate None = new(double.NegativeInfinity, -1, -1);

    // The best split of a leaf whose rows are counted by bin; of equal ones, that with the higher bin.
    public static SplitCandidate Best(int feature, ReadOnlySpan<LeafTotals> histogram, LeafTotals leaf, int minimumCount)
    {
        var best = None;
        LeafTotals right = default;
        for (var bin = histogram.Length - 1; bin > 0; bin--)
        {
            right += histogram[bin];
            if (right.Count < minimumCount)
                continue;
            var left = leaf - right;
            if (left.Count < minimumCount)
                break;
            var gain = left.Gain + right.Gain;
            if (gain > best.Gain)
                best = new SplitCandidate(gain, feature, bin - 1);
        }
        return best with { Gain = best.Gain - leaf.Gain };
    }
}
