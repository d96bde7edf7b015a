using System.Runtime.InteropServices;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// The retained item that follows each context to forget: the user's remaining windows are joined, the context is found in them, and the
/// item behind it taken. Held-out items are in no remaining window, so they are never meant.
/// </summary>
internal static class NextRetained
{
    /// <summary>
    /// Per pair the item, or 0 where none follows, or where it is the very one that is to be forgotten there (another occurrence stays).
    /// </summary>
    public static int[] Of(RecommenderData data)
    {
        var kept = Join(data.Remaining);
        var pairs = data.Forget.Contexts;
        var next = new int[pairs.Count];
        var place = 0;
        for (var pair = 0; pair < next.Length; pair++)
        {
            if (pair == 0 || pairs.User(pair) != pairs.User(pair - 1))
                place = 0;
            if (!kept.TryGetValue(pairs.User(pair), out var items))
                continue;
            place = PlaceAfter(pairs.Items(pair), items, place, data.MaximumLength);
            if (place > 0 && place < items.Length && items[place] != pairs.LastTarget(pair))
                next[pair] = items[place];
        }
        return next;
    }

    private static Dictionary<int, int[]> Join(WindowSet windows)
    {
        var joiner = new WindowJoiner();
        var users = new List<int>();
        for (var window = 0; window < windows.Count; window++)
        {
            if (users.Count == 0 || users[^1] != windows.User(window))
            {
                joiner.EndSequence();
                users.Add(windows.User(window));
            }
            joiner.AddWindow(MemoryMarshal.Cast<int, uint>(windows.Items(window)), (uint)windows.LastTarget(window));
        }
        joiner.EndSequence();
        var table = joiner.ToTable();
        return users.Select((user, i) => (user, i)).ToDictionary(at => at.user, at => MemoryMarshal.Cast<uint, int>(table.ItemsOf(at.i)).ToArray());
    }

    /// <summary>
    /// The number of items up to the context's end, 0 if it is not there. One item of a user, the first, may be in no window, so a context
    /// may lack its first item. One of fewer than n items begins where the user does; one of n holds the last n, and is where all of it
    /// fits best: of several places the first that is not before the last pair's.
    /// </summary>
    private static int PlaceAfter(ReadOnlySpan<int> context, int[] items, int notBefore, int maximumLength)
    {
        var (best, most) = (0, 0);
        for (var place = Math.Max(1, context.Length - 1); place <= items.Length; place++)
        {
            if (place > context.Length && context.Length < maximumLength)
                break;
            var fits = context[^Math.Min(place, context.Length)..];
            if (!items.AsSpan(0, place).EndsWith(fits))
                continue;
            if (fits.Length > most || (fits.Length == most && best < notBefore))
                (best, most) = (place, fits.Length);
        }
        return best;
    }
}
