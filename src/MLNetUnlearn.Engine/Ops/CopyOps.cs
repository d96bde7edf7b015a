using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Copies that gradients flow through.</summary>
internal static class CopyOps
{
    internal static TensorImpl Clone(TensorImpl input)
    {
        TensorImpl result = Layout.Copy(input);
        return GradMode.Records(input) ? result.Record(new CloneNode(input)) : result;
    }

    private sealed class CloneNode(TensorImpl input) : Node(input)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.Give(Edges[0], grad.Retain());
    }
}
