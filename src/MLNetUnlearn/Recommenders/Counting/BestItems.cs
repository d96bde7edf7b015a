namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>The k best of scored items, equal ones by number.</summary>
internal sealed class BestItems(int k)
{
    // The worst of the best comes first.
    private readonly PriorityQueue<int, (float Score, int MinusItem)> _best = new();

    public int Count => _best.Count;

    public void Offer(int item, float score)
    {
        if (_best.Count < k)
            _best.Enqueue(item, (score, -item));
        else if (_best.TryPeek(out _, out var worst) && (score, -item).CompareTo(worst) > 0)
            _best.DequeueEnqueue(item, (score, -item));
    }

    /// <summary>Hands the items over, best first; afterwards there are none. The spans hold <see cref="Count"/> places.</summary>
    public void MoveTo(Span<int> items, Span<float> scores)
    {
        for (var place = _best.Count - 1; _best.TryDequeue(out var item, out var rank); place--)
            (items[place], scores[place]) = (item, rank.Score);
    }
}
