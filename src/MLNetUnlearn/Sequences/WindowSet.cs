using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Sequences;

/// <summary>Item windows laid one behind another without padding, with the target of every place.</summary>
internal sealed class WindowSet
{
    private readonly int[] _items;
    private readonly int[] _targets;
    private readonly int[] _offsets;
    private readonly int[] _users;

    private WindowSet(int[] items, int[] targets, int[] offsets, int[] users, int maximumLength)
    {
        _items = items;
        _targets = targets;
        _offsets = offsets;
        _users = users;
        MaximumLength = maximumLength;
    }

    public int Count => _users.Length;

    public int MaximumLength { get; }

    public ReadOnlySpan<int> Items(int window) => _items.AsSpan(_offsets[window].._offsets[window + 1]);

    public ReadOnlySpan<int> Targets(int window) => _targets.AsSpan(_offsets[window].._offsets[window + 1]);

    public int User(int window) => _users[window];

    /// <summary>The target of a window that has one only, at its end.</summary>
    public int LastTarget(int window) => _targets[_offsets[window + 1] - 1];

    /// <summary>Some of the windows, in the given order.</summary>
    public WindowSet Select(ReadOnlySpan<int> windows)
    {
        var builder = new Builder(MaximumLength);
        foreach (var window in windows)
            builder.Add(this, window, User(window));
        return builder.ToSet();
    }

    /// <summary>The windows of a user, of a set whose windows are in the users' order.</summary>
    public IEnumerable<int> WindowsOf(int user)
    {
        var (first, end) = (0, Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = _users[middle] < user ? (middle + 1, end) : (first, middle);
        }
        for (; first < Count && _users[first] == user; first++)
            yield return first;
    }

    /// <summary>
    /// The windows of some users, in the given order, of a set whose windows are in the users' order. The users are numbered anew.
    /// </summary>
    public WindowSet OfUsers(ReadOnlySpan<int> users)
    {
        var builder = new Builder(MaximumLength);
        for (var i = 0; i < users.Length; i++)
        {
            foreach (var window in WindowsOf(users[i]))
                builder.Add(this, window, i);
        }
        return builder.ToSet();
    }

    /// <summary>Packs the named windows into one batch on a device; its tensors belong to the current dispose scope.</summary>
    public PackedSequences Pack(ReadOnlySpan<int> windows, Device device)
    {
        using var offsets = new RentedLongs(windows.Length + 1);
        var bounds = offsets.Span;
        bounds[0] = 0;
        for (var b = 0; b < windows.Length; b++)
            bounds[b + 1] = bounds[b] + Items(windows[b]).Length;
        using var items = new RentedLongs((int)bounds[^1]);
        var values = items.Span;
        for (var b = 0; b < windows.Length; b++)
        {
            var from = Items(windows[b]);
            var to = values.Slice((int)bounds[b], from.Length);
            for (var i = 0; i < from.Length; i++)
                to[i] = from[i];
        }
        return new PackedSequences(items.Memory, offsets.Memory, MaximumLength, device);
    }

    /// <summary>Hands out all that the set holds, to be hashed.</summary>
    public void AppendTo(Action<ReadOnlySpan<int>> append)
    {
        append(_items);
        append(_targets);
        append(_offsets);
        append(_users);
    }

    /// <summary>Collects windows of 1 to n items.</summary>
    public sealed class Builder(int maximumLength)
    {
        private readonly List<int> _items = [];
        private readonly List<int> _targets = [];
        private readonly List<int> _offsets = [0];
        private readonly List<int> _users = [];

        /// <summary>Adds one place to the window that <see cref="EndWindow"/> will close.</summary>
        public void Add(uint item, uint target)
        {
            _items.Add((int)item);
            _targets.Add((int)target);
        }

        /// <summary>Adds a window of another set.</summary>
        public void Add(WindowSet from, int window, int user)
        {
            var items = from.Items(window);
            var targets = from.Targets(window);
            for (var i = 0; i < items.Length; i++)
                Add((uint)items[i], (uint)targets[i]);
            EndWindow(user);
        }

        /// <summary>Closes the window that the places since the last call make; without a place there is none.</summary>
        public void EndWindow(int user)
        {
            if (_items.Count == _offsets[^1])
                return;
            _offsets.Add(_items.Count);
            _users.Add(user);
        }

        /// <summary>Adds the last n items of a context, with the one target at its end; an empty context is left out.</summary>
        /// <returns>Whether the window was added.</returns>
        public bool AddContext(ReadOnlySpan<uint> context, uint target, int user)
        {
            var start = Math.Max(0, context.Length - maximumLength);
            for (var i = start; i < context.Length; i++)
                Add(context[i], i == context.Length - 1 ? target : 0);
            EndWindow(user);
            return context.Length > 0;
        }

        public WindowSet ToSet() => new([.. _items], [.. _targets], [.. _offsets], [.. _users], maximumLength);
    }
}
