using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>Gathers the sequences of some rows and holds the recommendations of each.</summary>
internal sealed class RecommendationBatch(TopItems top, int capacity)
{
    private readonly uint[] _items = new uint[capacity * top.Count];
    private readonly float[] _scores = new float[capacity * top.Count];
    private readonly int[] _places = new int[capacity];
    private WindowSet.Builder _contexts = new(top.MaximumLength);
    private ItemSets.Builder _seen = new();
    private int _rows;
    private int _contextCount;

    public bool IsFull => _rows == capacity;

    /// <summary>Adds the items of the next row; a row without items gets no recommendations.</summary>
    public void Add(ReadOnlySpan<uint> items) => Add(items, items);

    /// <summary>Adds the context of the next row, and what may be left out; without a context there are no recommendations.</summary>
    public void Add(ReadOnlySpan<uint> context, ReadOnlySpan<uint> seen)
    {
        var hasContext = _contexts.AddContext(context, 0, _rows);
        _places[_rows++] = hasContext ? _contextCount++ : -1;
        if (!hasContext)
            return;
        _seen.Add(seen);
        _seen.EndSet();
    }

    /// <summary>Recommends for the rows added since the last call.</summary>
    public void Run()
    {
        var (contexts, seen) = (_contexts.ToSet(), _seen.ToSets());
        // Emptied first: a row that cannot be scored leaves no trace for the next one.
        _contexts = new WindowSet.Builder(top.MaximumLength);
        _seen = new ItemSets.Builder();
        (_rows, _contextCount) = (0, 0);
        if (contexts.Count == 0)
            return;
        var used = contexts.Count * top.Count;
        top.Recommend(contexts, seen, _items.AsSpan(0, used), _scores.AsSpan(0, used));
    }

    /// <summary>The k items of a row of the last run.</summary>
    public void CopyItems(int row, Span<uint> destination)
    {
        destination.Clear();
        if (_places[row] >= 0)
            _items.AsSpan(_places[row] * top.Count, top.Count).CopyTo(destination);
    }

    /// <summary>The k scores of a row of the last run.</summary>
    public void CopyScores(int row, Span<float> destination)
    {
        destination.Fill(float.NaN);
        if (_places[row] >= 0)
            _scores.AsSpan(_places[row] * top.Count, top.Count).CopyTo(destination);
    }
}
