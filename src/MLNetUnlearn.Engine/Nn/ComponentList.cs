namespace MLNetUnlearn.Engine;

/// <summary>Named things in the order in which they were registered.</summary>
internal sealed class ComponentList<T>
    where T : class
{
    private readonly List<(string Name, T Value)> _items = [];

    internal IReadOnlyList<(string Name, T Value)> Items => _items;

    internal bool Contains(string name) => Find(name) >= 0;

    internal void Add(string name, T value)
    {
        if (Contains(name)) throw new InvalidOperationException($"The name '{name}' is already registered.");
        _items.Add((name, value));
    }

    /// <summary>Replaces what the name stood for; null removes it.</summary>
    internal void Set(string name, T? value)
    {
        int at = Find(name);
        if (value is null)
        {
            if (at >= 0) _items.RemoveAt(at);
        }
        else if (at >= 0)
        {
            _items[at] = (name, value);
        }
        else
        {
            _items.Add((name, value));
        }
    }

    private int Find(string name) => _items.FindIndex(item => item.Name == name);
}
