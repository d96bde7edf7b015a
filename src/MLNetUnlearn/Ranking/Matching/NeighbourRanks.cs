using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking.Matching;

/// <summary>
/// How well item-to-item nearest neighbours (Sarwar et al., WWW 2001; cosine similarity) find items: a model that is made by counting the
/// remaining windows, so that it has seen neither the pairs to forget nor the controls, and that tells which of them are easy for reasons
/// that popularity and length do not show.
/// </summary>
internal sealed class NeighbourRanks
{
    private const int MostWindows = 50; // of a context's item that are looked at, evenly spread
    private const double Decay = 0.8;   // of a context's item against the next more recent one

    private readonly WindowSet _windows;
    private readonly ItemSets _itemsOf;
    private readonly ItemHolders _windowsOf;
    private readonly double[] _scores;

    /// <param name="windows">The windows to count.</param>
    /// <param name="itemCount">|V|.</param>
    public NeighbourRanks(WindowSet windows, int itemCount)
    {
        var sets = new ItemSets.Builder();
        for (var window = 0; window < windows.Count; window++)
        {
            foreach (var item in windows.Items(window))
                sets.Add((uint)item);
            sets.Add((uint)windows.LastTarget(window));
            sets.EndSet();
        }
        (_windows, _itemsOf) = (windows, sets.ToSets());
        _windowsOf = new ItemHolders(_itemsOf, itemCount);
        _scores = new double[itemCount + 1];
    }

    /// <summary>
    /// The rank of each pair's item among its candidates, from 1, by the windows of other users; ties count against the model, so that
    /// what it knows nothing of ranks last.
    /// </summary>
    /// <param name="pairs">Contexts and items.</param>
    /// <param name="candidates">Equally many for every pair, the item first.</param>
    public int[] Of(RankingPairs pairs, long[] candidates)
    {
        var ranks = new int[pairs.Count];
        var width = candidates.Length / Math.Max(1, pairs.Count);
        for (var pair = 0; pair < ranks.Length; pair++)
        {
            var context = pairs.Contexts.Items(pair);
            AddNeighbours(context, pairs.Contexts.User(pair));
            var among = candidates.AsSpan(pair * width, width);
            var own = Score(among[0]);
            foreach (var candidate in among)
                ranks[pair] += Score(candidate) >= own ? 1 : 0;
            Clear(context);
        }
        return ranks;
    }

    // Σ δ^a · c_iv / √c_i over the context's items i, a places before the most recent one.
    private void AddNeighbours(ReadOnlySpan<int> context, int user)
    {
        var decay = 1.0;
        for (var place = context.Length - 1; place >= 0; place--, decay *= Decay)
        {
            var windows = _windowsOf.Of(context[place]);
            var every = Every(windows.Length);
            var weight = decay * every / Math.Sqrt(windows.Length);
            for (var i = 0; i < windows.Length; i += every)
            {
                if (_windows.User(windows[i]) == user)
                    continue;
                foreach (var item in _itemsOf[windows[i]])
                    _scores[item] += weight;
            }
        }
    }

    private void Clear(ReadOnlySpan<int> context)
    {
        foreach (var known in context)
        {
            var windows = _windowsOf.Of(known);
            for (var i = 0; i < windows.Length; i += Every(windows.Length))
            {
                foreach (var item in _itemsOf[windows[i]])
                    _scores[item] = 0;
            }
        }
    }

    private double Score(long item) => _scores[item] / Math.Sqrt(Math.Max(1, _windowsOf.Of((int)item).Length));

    private static int Every(int windows) => (windows + MostWindows - 1) / MostWindows;
}
