using System.Runtime.InteropServices;
using Microsoft.ML;

namespace MLNetUnlearn.Sequences;

/// <summary>Users named by text; empty text is a missing user. The text of a user is copied once, however many rows it has.</summary>
internal sealed class TextUserIndex : UserIndex
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _users = [];
    private ValueGetter<ReadOnlyMemory<char>>? _getter;
    private ReadOnlyMemory<char> _value;

    public override int Count => _users.Count;

    public override void Open(DataViewRow row, DataViewSchema.Column column) => _getter = row.GetGetter<ReadOnlyMemory<char>>(column);

    public override bool TryRead(out int user)
    {
        _getter!(ref _value);
        user = -1;
        if (_value.IsEmpty)
            return false;
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, _value.Span, out bool known);
        if (!known)
        {
            number = _users.Count;
            _users.Add(_value.ToString());
        }

        user = number;
        return true;
    }

    public override Delegate CreateGetter(Func<int> current) =>
        (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = _users[current()].AsMemory());
}
