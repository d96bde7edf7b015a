namespace Microsoft.ML.Trainers.FastTree;

// Boosts trees for two classes: each is grown on the gradients of the logistic loss log(1 + exp(-s y f)) with y = 1 or -1 and f the sum of
// the trees so far, and its leaves take a Newton step. Friedman, "Greedy function approximation: a gradient boosting machine", 2001;
// Burges, "From RankNet to LambdaRank to LambdaMART: an overview", 2010, section 6.
internal sealed class TreeBoosting
{
    // No leaf steps further, where the loss is too flat for a second derivative to be trusted; and none divides by zero.
    private const double MaximumOutput = 100;
    private const double Tiny = 1.4e-45;
    private readonly FastTreeBinaryTrainer.Options _options;
    private readonly double _steepness;
    private readonly TrainingRows _rows;
    private readonly BinnedFeature[] _features;
    private readonly double _positiveFactor;
    private readonly double _negativeFactor;
    private readonly double[] _scores;
    private readonly double[] _targets;
    private readonly double[] _curvatures;

    public TreeBoosting(TrainingRows rows, FastTreeBinaryTrainer.Options options, double steepness)
    {
        _rows = rows;
        _options = options;
        _steepness = steepness;
        _features = Array.ConvertAll(rows.Features, values => new BinnedFeature(values, options.MaximumBinCountPerFeature));
        (_positiveFactor, _negativeFactor) = options.UnbalancedSets ? Balanced(rows.Labels) : (1, 1);
        _scores = new double[rows.Labels.Length];
        _targets = new double[rows.Labels.Length];
        _curvatures = new double[rows.Labels.Length];
    }

    public List<DecisionTree> Boost()
    {
        var trees = new List<DecisionTree>();
        var learner = new TreeLearner(_features, _rows.Weights, _scores.Length, _options);
        var featureSelection = new Random(_options.FeatureSelectionSeed);
        var bagging = new Random(_options.Seed);
        var (bag, others) = (new RowPartition([.. Enumerable.Range(0, _scores.Length)], _options.NumberOfLeaves), Array.Empty<int>());
        for (var remaining = _options.NumberOfTrees; remaining > 0; remaining--)
        {
            var active = Array.ConvertAll(_features,
                _ => _options.FeatureFraction >= 1 || featureSelection.NextDouble() <= _options.FeatureFraction);
            if (_options.BaggingSize > 0 && trees.Count % _options.BaggingSize == 0)
                (bag, others) = NextBag(bagging);
            Differentiate();
            if (learner.Grow(bag, _targets, active) is not { } tree)
                continue;
            Step(tree, bag);
            foreach (var row in others)
                _scores[row] += tree.Output(_features, row);
            trees.Add(tree);
        }
        return trees;
    }

    private static (double Positive, double Negative) Balanced(bool[] labels)
    {
        var positive = labels.Count(static label => label);
        Runtime.Contracts.Check(positive > 0 && positive < labels.Length, "Rows of one class only cannot be balanced.");
        return (1.0 / positive, 1.0 / (labels.Length - positive));
    }

    private (RowPartition Bag, int[] Others) NextBag(Random random)
    {
        var isInBag = Array.ConvertAll(_scores, _ => random.NextDouble() < _options.BaggingExampleFraction);
        var rows = Enumerable.Range(0, isInBag.Length).ToLookup(row => isInBag[row]);
        return (new RowPartition([.. rows[true]], _options.NumberOfLeaves), [.. rows[false]]);
    }

    // The first and second derivatives of the loss by the scores, both weighted, the first one downhill.
    private void Differentiate()
    {
        for (var row = 0; row < _scores.Length; row++)
        {
            var sign = _rows.Labels[row] ? 1 : -1;
            var slope = _steepness / (1 + Math.Exp(sign * _steepness * _scores[row]));
            var weight = (_rows.Labels[row] ? _positiveFactor : _negativeFactor) * WeightOf(row);
            _targets[row] = sign * slope * weight;
            _curvatures[row] = slope * (_steepness - slope) * weight;
        }
    }

    private void Step(DecisionTree tree, RowPartition bag)
    {
        for (var leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            var rows = bag.RowsOf(leaf);
            double slope = 0, curvature = 0, weight = 0;
            foreach (var row in rows)
            {
                slope += _targets[row];
                curvature += _curvatures[row];
                weight += WeightOf(row);
            }
            var output = _options.LearningRate * (slope / weight + Tiny) / (curvature / weight + Tiny);
            output = Math.Clamp(output, -MaximumOutput, MaximumOutput);
            tree.SetOutput(leaf, output);
            foreach (var row in rows)
                _scores[row] += output;
        }
    }

    private double WeightOf(int row) => _rows.Weights?[row] ?? 1;
}
