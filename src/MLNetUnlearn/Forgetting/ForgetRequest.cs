namespace MLNetUnlearn.Forgetting;

/// <summary>A user's demand that an interaction be forgotten.</summary>
/// <param name="UserId">The user, as text: what the user column holds, integers in invariant form, keys by their value.</param>
/// <param name="ItemId">The item, as text: what the item had before it was mapped to a key.</param>
/// <param name="Timestamp">Which of the user's interactions with the item: those at this time, in the unit of the time column (ticks of
/// 100 ns if that was a DateTime). <see langword="null"/> (the default) means all of them.</param>
public sealed record ForgetRequest(string UserId, string ItemId, long? Timestamp = null)
{
    internal string Text => Timestamp is null ? $"user '{UserId}', item '{ItemId}'" : $"user '{UserId}', item '{ItemId}', time {Timestamp}";
}
