namespace Microsoft.ML.Trainers.FastTree;

// A tree whose inner nodes send a row to the left if a feature is at most a threshold, to the right otherwise (and if it is NaN).
// Children are numbers of inner nodes, or complements of numbers of leaves.
internal sealed class DecisionTree
{
    private readonly List<Node> _nodes = [];
    private readonly List<double> _outputs = [0];
    private readonly List<(int Node, bool IsRight)> _parents = [(-1, false)];

    public DecisionTree()
    {
    }

    public DecisionTree(BinaryReader reader)
    {
        for (var remaining = reader.ReadInt32(); remaining > 0; remaining--)
        {
            _nodes.Add(new Node(reader.ReadInt32(), 0, reader.ReadSingle(), reader.ReadInt32(), reader.ReadInt32()));
            _outputs.Add(0);
        }
        for (var leaf = 0; leaf < LeafCount; leaf++)
            _outputs[leaf] = reader.ReadDouble();
    }

    public int LeafCount => _outputs.Count;

    public void SetOutput(int leaf, double output) => _outputs[leaf] = output;

    public double OutputOf(int leaf) => _outputs[leaf];

    // Makes a leaf an inner node: its number stays that of the left child, the right child is a new leaf.
    public int Split(int leaf, int feature, int bin, float threshold)
    {
        var node = _nodes.Count;
        var right = LeafCount;
        if (_parents[leaf] is { Node: >= 0 } parent)
            _nodes[parent.Node] = parent.IsRight ? _nodes[parent.Node] with { Right = node } : _nodes[parent.Node] with { Left = node };
        _nodes.Add(new Node(feature, bin, threshold, ~leaf, ~right));
        _parents[leaf] = (node, false);
        _parents.Add((node, true));
        _outputs.Add(0);
        return right;
    }

    public double Output(ReadOnlySpan<float> features)
    {
        var next = 0;
        do
        {
            var node = _nodes[next];
            next = features[node.Feature] <= node.Threshold ? node.Left : node.Right;
        }
        while (next >= 0);
        return _outputs[~next];
    }

    // The same for a row of the training data.
    public double Output(BinnedFeature[] features, int row)
    {
        var next = 0;
        do
        {
            var node = _nodes[next];
            next = features[node.Feature].Bins[row] <= node.Bin ? node.Left : node.Right;
        }
        while (next >= 0);
        return _outputs[~next];
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_nodes.Count);
        foreach (var node in _nodes)
        {
            writer.Write(node.Feature);
            writer.Write(node.Threshold);
            writer.Write(node.Left);
            writer.Write(node.Right);
        }
        foreach (var output in _outputs)
            writer.Write(output);
    }

    private readonly record struct Node(int Feature, int Bin, float Threshold, int Left, int Right);
}
