using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>Where the gradient of an operation's input goes: to the operation that made the input, to a leaf, or nowhere.</summary>
internal readonly struct Edge
{
    // One field for either, since a graph is made of these.
    private readonly object? _target;

    private Edge(object target) => _target = target;

    internal Node? Node => _target as Node;

    internal TensorImpl? Leaf => _target as TensorImpl;

    internal bool IsNeeded => _target is not null;

    internal static Edge To(TensorImpl? input)
    {
        if (input?.GradFn is { } node)
        {
            node.Retain();
            return new Edge(node);
        }
        return input is { IsGradLeaf: true } ? new Edge(input.Retain()) : default;
    }

    internal void Release()
    {
        Node?.Release();
        Leaf?.Release();
    }
}
