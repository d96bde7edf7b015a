using Microsoft.ML;

namespace MLNetUnlearn.Sequences;

/// <summary>Users named by an integer or a key; key 0 is a missing user, integer 0 is a user like any other.</summary>
internal sealed class NumberUserIndex<T>(bool isKey) : UserIndex
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _users = [];
    private ValueGetter<T>? _getter;
    private T _value = default!;

    public override int Count => _users.Count;

    public override void Open(DataViewRow row, DataViewSchema.Column column) => _getter = row.GetGetter<T>(column);

    public override bool TryRead(out int user)
    {
        _getter!(ref _value);
        user = -1;
        if (isKey && EqualityComparer<T>.Default.Equals(_value, default))
            return false;
        if (!_numbers.TryGetValue(_value, out user))
        {
            user = _users.Count;
            _numbers.Add(_value, user);
            _users.Add(_value);
        }

        return true;
    }

    public override Delegate CreateGetter(Func<int> current) => (ValueGetter<T>)((ref T value) => value = _users[current()]);
}
