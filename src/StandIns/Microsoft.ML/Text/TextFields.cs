namespace Microsoft.ML.Data;

// The fields of a line that are not empty, by rising index.
internal sealed class TextFields
{
    private readonly List<int> _indices = [];
    private readonly List<ReadOnlyMemory<char>> _texts = [];

    public int Count => _indices.Count;

    public int LastIndex => _indices[^1];

    public ReadOnlyMemory<char> LastText => _texts[^1];

    public void Clear()
    {
        _indices.Clear();
        _texts.Clear();
    }

    public void Add(int index, ReadOnlyMemory<char> text)
    {
        if (text.IsEmpty)
            return;
        _indices.Add(index);
        _texts.Add(text);
    }

    public void RemoveLast()
    {
        _indices.RemoveAt(_indices.Count - 1);
        _texts.RemoveAt(_texts.Count - 1);
    }

    // The position of the first field with that index or a higher one.
    public int Find(int index)
    {
        var position = _indices.BinarySearch(index);
        return position < 0 ? ~position : position;
    }

    public bool TryGet(int position, int lastIndex, out int index, out ReadOnlyMemory<char> text)
    {
        if (position >= Count || _indices[position] > lastIndex)
        {
            index = -1;
            text = default;
            return false;
        }
        index = _indices[position];
        text = _texts[position];
        return true;
    }
}
