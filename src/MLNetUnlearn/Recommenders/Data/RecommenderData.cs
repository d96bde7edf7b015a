using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Data;

/// <summary>What a trainer or an unlearner learns from, read once from a data view of windows.</summary>
/// <param name="Vocabulary">The items.</param>
/// <param name="MaximumLength">n, the window length.</param>
/// <param name="Users">
/// Per user, a hash of the id: what stays the same when other users come or go. Without a column of users every row is its own, known by
/// its items.
/// </param>
/// <param name="Remaining">The windows to learn from.</param>
/// <param name="UserItems">Per user, the items of the remaining windows.</param>
/// <param name="Validation">Each user's last window with the validation item.</param>
/// <param name="Forget">Contexts with the one item to forget after each.</param>
internal sealed record RecommenderData(
    Vocabulary Vocabulary, int MaximumLength, ulong[] Users, WindowSet Remaining, ItemSets UserItems, RankingPairs Validation,
    RankingPairs Forget)
{
    public int ItemCount => Vocabulary.Count;

    /// <summary>
    /// The users of whom something remains, in the order of their hashes, which is none of the rows'.
    /// </summary>
    public int[] RemainingUsers()
    {
        var isHeldOut = new bool[Users.Length];
        for (var pair = 0; pair < Validation.Count; pair++)
            isHeldOut[Validation.Contexts.User(pair)] = true;
        return
        [
            .. Enumerable.Range(0, Users.Length).Where(user => isHeldOut[user] || UserItems[user].Length > 0).OrderBy(user => Users[user]),
        ];
    }

    /// <summary>
    /// What some users leave to learn, in the given order: nothing of it tells of other users, or of what is to be forgotten.
    /// </summary>
    public RecommenderData OfUsers(int[] users)
    {
        int[] pairs = [.. users.SelectMany(Validation.Contexts.WindowsOf)];
        var known = new ItemSets.Builder();
        foreach (var user in users)
        {
            foreach (var item in UserItems[user])
                known.Add((uint)item);
            foreach (var pair in Validation.Contexts.WindowsOf(user))
                known.Add((uint)Validation.Contexts.LastTarget(pair));
            known.EndSet();
        }
        var sets = known.ToSets();
        return this with
        {
            Users = Array.ConvertAll(users, user => Users[user]),
            Remaining = Remaining.OfUsers(users),
            UserItems = UserItems.Select(users),
            Validation = new RankingPairs(Validation.Contexts.OfUsers(users), Validation.Seen.Select(pairs), sets, ItemCount),
            Forget = new RankingPairs(Forget.Contexts.Select([]), Forget.Seen.Select([]), sets, ItemCount),
        };
    }

    /// <summary>Hands out all that decides what is learnt, to be hashed.</summary>
    public void AppendTo(Action<ReadOnlySpan<int>> append)
    {
        append([ItemCount, MaximumLength]);
        Remaining.AppendTo(append);
        UserItems.AppendTo(append);
        Validation.AppendTo(append);
        Forget.AppendTo(append);
    }
}
