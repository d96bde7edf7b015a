using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Scopes;

/// <summary>The innermost open scope of each thread.</summary>
internal static class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? _current;

    internal static DisposeScope Open() => _current = new DisposeScope(_current);

    internal static DisposeScope? Register(Tensor tensor)
    {
        _current?.Add(tensor);
        return _current;
    }

    /// <summary>Takes a closed scope out of the chain, wherever in it the scope is.</summary>
    internal static void Close(DisposeScope scope)
    {
        if (ReferenceEquals(_current, scope))
        {
            _current = scope.Outer;
            return;
        }
        for (DisposeScope? inner = _current; inner is not null; inner = inner.Outer)
        {
            if (!ReferenceEquals(inner.Outer, scope)) continue;
            inner.Outer = scope.Outer;
            return;
        }
    }
}
