namespace Microsoft.ML.Trainers.FastTree;

// The rows of a leaf with their targets and weights side by side, to be counted by the bins of each feature.
internal sealed class LeafRows(float[]? weights, int maximumRowCount, int featureCount)
{
    private readonly int[] _rows = new int[maximumRowCount];
    private readonly double[] _targets = new double[maximumRowCount];
    private readonly double[] _weights = weights is null ? [] : new double[maximumRowCount];

    public LeafTotals Totals { get; private set; }

    // The best split on each feature.
    public SplitCandidate[] Candidates { get; } = new SplitCandidate[featureCount];

    public void Gather(ReadOnlySpan<int> rows, double[] targets)
    {
        rows.CopyTo(_rows);
        var target = 0.0;
        var weight = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            _targets[i] = targets[rows[i]];
            target += _targets[i];
            if (weights is null)
                continue;
            _weights[i] = weights[rows[i]];
            weight += _weights[i];
        }
        Totals = new LeafTotals(rows.Length, target, weights is null ? rows.Length : weight);
    }

    public void Count(ushort[] bins, Span<LeafTotals> histogram)
    {
        histogram.Clear();
        var rows = _rows.AsSpan(0, Totals.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            ref var bin = ref histogram[bins[rows[i]]];
            bin.Count++;
            bin.Target += _targets[i];
            bin.Weight += weights is null ? 1 : _weights[i];
        }
    }
}
