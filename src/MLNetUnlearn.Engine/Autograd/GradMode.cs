using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>Whether operations on this thread are recorded for backward; disposing restores the former mode.</summary>
internal sealed class GradMode : IDisposable
{
    [ThreadStatic]
    private static bool _off;

    private readonly bool _before;

    internal GradMode(bool enabled)
    {
        _before = _off;
        _off = !enabled;
    }

    internal static bool IsEnabled => !_off;

    /// <summary>Whether an operation on these inputs is to be recorded.</summary>
    internal static bool Records(TensorImpl first, TensorImpl? second = null, TensorImpl? third = null)
        => !_off && (first.RequiresGrad || second is { RequiresGrad: true } || third is { RequiresGrad: true });

    /// <inheritdoc/>
    public void Dispose() => _off = _before;
}
