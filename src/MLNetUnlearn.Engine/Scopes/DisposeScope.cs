using MLNetUnlearn.Engine.Scopes;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// Disposes, when it is disposed itself, every tensor that was created on its thread while it was the innermost scope and that was not
/// moved out.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    // Larger sets than a step needs are not kept, since emptying one takes as long as it is large.
    private const int LargestSpare = 4096;
    private const int MostSpares = 16;

    // The sets of closed scopes serve the next ones of the thread: they have grown to the size that a step needs.
    [ThreadStatic]
    private static Stack<HashSet<IDisposable>>? _spare;

    private HashSet<IDisposable>? _disposables = TakeSpare();

    internal DisposeScope(DisposeScope? outer) => Outer = outer;

    /// <summary>The number of disposables the scope holds.</summary>
    /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
    public int DisposablesCount => Members.Count;

    internal DisposeScope? Outer { get; set; }

    private HashSet<IDisposable> Members => _disposables ?? throw new ObjectDisposedException(nameof(DisposeScope));

    /// <summary>Whether the scope holds a disposable.</summary>
    /// <param name="disposable">What to look for.</param>
    public bool Contains(IDisposable disposable) => Members.Contains(disposable);

    /// <summary>Moves a disposable to the scope around this one; without one, it is no longer in any scope.</summary>
    /// <param name="disposable">What to move; if this scope does not hold it, nothing happens.</param>
    /// <returns>The same object.</returns>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, Outer);
        return disposable;
    }

    /// <summary>Takes a disposable out of all scopes.</summary>
    /// <param name="disposable">What to take out; if this scope does not hold it, nothing happens.</param>
    /// <returns>The same object.</returns>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    /// <summary>Disposes what the scope holds now; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut();

    /// <summary>Disposes what the scope holds now, except the given disposables, which it holds on to.</summary>
    /// <param name="keep">What to keep.</param>
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        HashSet<IDisposable> old = Members;
        _disposables = TakeSpare();
        _disposables.UnionWith(keep);
        old.ExceptWith(_disposables);
        Dispose(old);
    }

    /// <summary>Disposes what the scope holds and closes it.</summary>
    public void Dispose()
    {
        if (_disposables is not { } members) return;
        _disposables = null;
        DisposeScopeManager.Close(this);
        Dispose(members);
    }

    internal void Add(IDisposable disposable) => Members.Add(disposable);

    internal void Remove(IDisposable disposable) => _disposables?.Remove(disposable);

    internal void Move(IDisposable disposable, DisposeScope? target)
    {
        if (!Members.Remove(disposable)) return;
        target?.Add(disposable);
        if (disposable is Tensor tensor) tensor.OwningDisposeScope = target;
    }

    private static HashSet<IDisposable> TakeSpare()
        => _spare?.TryPop(out HashSet<IDisposable>? set) == true ? set : new(ReferenceEqualityComparer.Instance);

    // The scope must not hold the set any more: what is disposed may ask it to be forgotten.
    private static void Dispose(HashSet<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            if (disposable is Tensor tensor) tensor.OwningDisposeScope = null;
            disposable.Dispose();
        }
        if (disposables.Capacity > LargestSpare || _spare?.Count >= MostSpares) return;
        disposables.Clear();
        (_spare ??= new()).Push(disposables);
    }
}
