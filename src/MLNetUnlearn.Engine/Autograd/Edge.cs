using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>Where the gradient of an operation's input goes: to the operation that made the input, to a leaf, or nowhere.</summary>
internal readonly struct Edge
{
    private Edge(Node? node, TensorImpl? leaf)
    {
        Node = node;
        Leaf = leaf;
    }

    internal Node? Node { get; }

    internal TensorImpl? Leaf { get; }

    internal bool IsNeeded => Node is not null || Leaf is not null;

    internal static Edge To(TensorImpl? input)
    {
        if (input?.GradFn is { } node)
        {
            node.Retain();
            return new Edge(node, null);
        }
        return input is { IsGradLeaf: true } ? new Edge(null, input.Retain()) : default;
    }
}
