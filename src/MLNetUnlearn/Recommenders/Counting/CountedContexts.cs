using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>Contexts whose scores are computed row by row, for the whole catalogue: |V|+1 numbers are held at a time.</summary>
internal sealed class CountedContexts(CountedModel model, int itemCount, WindowSet contexts, int[] windows) : IEncodedContexts
{
    private readonly float[] _scores = new float[itemCount + 1];

    public long[] CountAtLeast(long[] targets, ItemLists excluded)
    {
        var counts = new long[targets.Length];
        for (var row = 0; row < counts.Length; row++)
        {
            var scores = ScoresOf(row);
            var own = scores[(int)targets[row]];
            foreach (var score in scores)
                counts[row] += score >= own ? 1 : 0;
            foreach (var item in ItemsOf(excluded, row))
                counts[row] -= scores[(int)item] >= own ? 1 : 0;
        }
        return counts;
    }

    public (float[] Scores, long[] Items) Top(int k, ItemLists excluded, int[]? candidates = null)
    {
        var (bestScores, bestItems) = (new float[windows.Length * k], new long[windows.Length * k]);
        bestScores.AsSpan().Fill(float.NaN);
        bestItems.AsSpan().Fill(-1);
        var best = new BestItems(k);
        var items = new int[k];
        for (var row = 0; row < windows.Length; row++)
        {
            var scores = ScoresOf(row);
            foreach (var item in ItemsOf(excluded, row))
                scores[(int)item] = 0;
            for (var i = 0; i < (candidates?.Length ?? itemCount); i++)
            {
                var item = candidates?[i] ?? i + 1;
                if (scores[item] > 0) // what nothing speaks for is not recommended
                    best.Offer(item, scores[item]);
            }
            var count = best.Count;
            best.MoveTo(items, bestScores.AsSpan(row * k, k));
            for (var place = 0; place < count; place++)
                bestItems[(row * k) + place] = items[place];
        }
        return (bestScores, bestItems);
    }

    public float[] Scores(long[] items)
    {
        var picked = new float[items.Length];
        var width = items.Length / windows.Length;
        for (var row = 0; row < windows.Length; row++)
        {
            var scores = ScoresOf(row);
            for (var i = row * width; i < (row + 1) * width; i++)
                picked[i] = scores[(int)items[i]];
        }
        return picked;
    }

    private Span<float> ScoresOf(int row)
    {
        _scores.AsSpan().Clear();
        model.Score(contexts.Items(windows[row]), _scores);
        return _scores;
    }

    private static ReadOnlySpan<long> ItemsOf(ItemLists lists, int row) =>
        lists.Items.AsSpan((int)lists.Offsets[row]..(int)lists.Offsets[row + 1]);
}
