namespace Microsoft.ML.Trainers.FastTree;

// Grows trees that predict targets with the least squared error, always splitting the leaf that gains most by it. Of two siblings only
// the one with fewer rows is counted by bin; the counts of the other are what is left of their parent's.
internal sealed class TreeLearner
{
    // A leaf with fewer rows is not worth waking other threads for.
    private const int ParallelRowCount = 4096;
    private readonly BinnedFeature[] _features;
    private readonly TreeOptions _options;
    private readonly int _minimumCount;
    private readonly int[] _offsets;
    private readonly Random _random;
    private readonly ParallelOptions _threads;
    private readonly LeafTotals[][] _histograms;
    private readonly SplitCandidate[] _best;
    private readonly LeafRows _smaller;
    private readonly LeafRows _larger;

    public TreeLearner(BinnedFeature[] features, float[]? weights, int rowCount, TreeOptions options)
    {
        _features = features;
        _options = options;
        _minimumCount = Math.Max(options.MinimumExampleCountPerLeaf, 1);
        _offsets = new int[features.Length + 1];
        for (var i = 0; i < features.Length; i++)
            _offsets[i + 1] = _offsets[i] + features[i].BinCount;
        _random = new Random(options.Seed);
        _threads = new ParallelOptions { MaxDegreeOfParallelism = options.NumberOfThreads ?? Environment.ProcessorCount };
        _histograms = new LeafTotals[options.NumberOfLeaves][];
        _best = new SplitCandidate[options.NumberOfLeaves];
        _smaller = new LeafRows(weights, rowCount, features.Length);
        _larger = new LeafRows(weights, rowCount, features.Length);
    }

    // The tree, whose leaves have no outputs yet, with its rows in their leaves; null if they cannot be split at all.
    // The targets are multiplied by the weights already.
    public DecisionTree? Grow(RowPartition partition, double[] targets, bool[] active)
    {
        partition.Reset();
        _histograms[0] ??= new LeafTotals[_offsets[^1]];
        FindSplits(partition, targets, active, 0, null);
        if (double.IsNegativeInfinity(_best[0].Gain))
            return null;

        // The first split is made even if it gains nothing.
        var tree = new DecisionTree();
        var leaf = 0;
        do
        {
            var split = _best[leaf];
            var feature = _features[split.Feature];
            var right = tree.Split(leaf, split.Feature, split.Bin, feature.UpperBound(split.Bin));
            partition.Split(leaf, feature.Bins, split.Bin, right);
            if (tree.LeafCount == _options.NumberOfLeaves)
                break;
            FindSplitsOfSiblings(partition, targets, active, leaf, right);
            leaf = MostGaining(tree.LeafCount);
        }
        while (_best[leaf].Gain > 0);
        return tree;
    }

    private int MostGaining(int leafCount)
    {
        var most = 0;
        for (var leaf = 1; leaf < leafCount; leaf++)
        {
            if (_best[leaf].Gain > _best[most].Gain)
                most = leaf;
        }
        return most;
    }

    private void FindSplitsOfSiblings(RowPartition partition, double[] targets, bool[] active, int left, int right)
    {
        var (smaller, larger) = partition.CountOf(left) < partition.CountOf(right) ? (left, right) : (right, left);
        if (partition.CountOf(larger) < 2 * _minimumCount)
        {
            _best[left] = _best[right] = SplitCandidate.None;
            return;
        }
        // The left one has the number, and so the histogram, of the parent; the larger one goes on with it.
        if (larger != left)
            (_histograms[left], _histograms[larger]) = (_histograms[larger], _histograms[left]);
        _histograms[smaller] ??= new LeafTotals[_offsets[^1]];
        FindSplits(partition, targets, active, smaller, larger);
    }

    private void FindSplits(RowPartition partition, double[] targets, bool[] active, int smaller, int? larger)
    {
        _smaller.Gather(partition.RowsOf(smaller), targets);
        if (larger is { } other)
            _larger.Gather(partition.RowsOf(other), targets);
        if (_smaller.Totals.Count < ParallelRowCount || _threads.MaxDegreeOfParallelism == 1)
        {
            for (var feature = 0; feature < active.Length; feature++)
                FindSplitsOn(feature);
        }
        else
        {
            Parallel.For(0, active.Length, _threads, FindSplitsOn);
        }
        _best[smaller] = Choose(_smaller.Candidates);
        if (larger is { } chosen)
            _best[chosen] = Choose(_larger.Candidates);

        void FindSplitsOn(int feature)
        {
            _smaller.Candidates[feature] = _larger.Candidates[feature] = SplitCandidate.None;
            if (!active[feature])
                return;
            var histogram = HistogramOf(smaller, feature);
            _smaller.Count(_features[feature].Bins, histogram);
            _smaller.Candidates[feature] = SplitCandidate.Best(feature, histogram, _smaller.Totals, _minimumCount);
            if (larger is not { } sibling)
                return;
            var rest = HistogramOf(sibling, feature);
            for (var bin = 0; bin < rest.Length; bin++)
                rest[bin] -= histogram[bin];
            _larger.Candidates[feature] = SplitCandidate.Best(feature, rest, _larger.Totals, _minimumCount);
        }
    }

    private Span<LeafTotals> HistogramOf(int leaf, int feature)
        => _histograms[leaf].AsSpan(_offsets[feature], _offsets[feature + 1] - _offsets[feature]);

    // The best of the features, or one on the way to it.
    private SplitCandidate Choose(SplitCandidate[] candidates)
    {
        var best = candidates[0];
        foreach (var candidate in candidates.AsSpan(1))
        {
            if (candidate.Gain > best.Gain
                && (_options.FeatureFractionPerSplit >= 1 || _random.NextDouble() < _options.FeatureFractionPerSplit))
                best = candidate;
        }
        return best;
    }
}
