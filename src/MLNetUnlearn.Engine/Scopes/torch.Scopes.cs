using MLNetUnlearn.Engine.Scopes;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <summary>
    /// Opens a scope on this thread: tensors created from here on are disposed with it. Say
    /// <c>using var scope = torch.NewDisposeScope();</c>
    /// </summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Open();
}
