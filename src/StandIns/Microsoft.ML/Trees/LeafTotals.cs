namespace Microsoft.ML.Trainers.FastTree;

// What is summed over the rows of a bin or a leaf: how many there are, their targets (times their weights) and their weights.
internal record struct LeafTotals(int Count, double Target, double Weight)
{
    // What predicting the weighted mean of the targets saves of the sum of their squares.
    public readonly double Gain => Target * Target / Weight;

    public static LeafTotals operator +(LeafTotals left, LeafTotals right)
        => new(left.Count + right.Count, left.Target + right.Target, left.Weight + right.Weight);

    public static LeafTotals operator -(LeafTotals left, LeafTotals right)
        => new(left.Count - right.Count, left.Target - right.Target, left.Weight - right.Weight);
}
