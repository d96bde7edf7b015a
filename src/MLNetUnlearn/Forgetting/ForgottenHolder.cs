using Microsoft.ML;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Forgetting;

/// <summary>Draws the forgotten pairs that are held out from an unlearner.</summary>
/// <remarks>
/// Pairs are drawn, not users: a user held out as a whole would be one who asked for nothing, and the unlearner's controls come from those.
/// All occurrences of an item that a user wants forgotten are one pair, so that none of them gives the others away.
/// </remarks>
internal static class ForgottenHolder
{
    private const string Name = "HoldOutForgotten";
    private const ulong Stream = 36UL << 40; // no other draws by it: what is held out would tell what else is drawn

    public static HeldOutForgotten Split(IDataView partitioned, HoldOutForgottenOptions options)
    {
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var columns = new ForgetRowColumns(partitioned.Schema, options, Name);
        var pairs = ForgetRows.PairsOf(partitioned, columns).ToArray();
        if (pairs.Length < 2)
        {
            throw new InvalidOperationException(
                $"{Name}: there {(pairs.Length == 1 ? "is 1 pair" : "are 0 pairs")} of user and item to forget; there must be at least 2, "
                + "one to hold out and one to forget.");
        }
        new CounterRandom(unchecked((ulong)options.Seed), Stream).Shuffle(pairs.AsSpan());
        var count = (int)Math.Round(options.Share * pairs.Length, MidpointRounding.AwayFromZero);
        var heldOut = pairs[..Math.Clamp(count, 1, pairs.Length - 1)].ToHashSet();
        return new HeldOutForgotten(
            ForgetRows.Only(partitioned, columns, pair => !heldOut.Contains(pair)), pairs.Length - heldOut.Count,
            ForgetRows.Only(partitioned, columns, heldOut.Contains), heldOut.Count);
    }
}
