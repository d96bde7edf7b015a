using MLNetUnlearn.Options;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Hidden items are predicted from those around them (the Cloze task of BERT4Rec), for models that look both ways. A window's input is its
/// items and its last target, up to n+1 places, some of them masked; a mask's row predicts the item that it hides. After a context
/// stands one more mask, whose row predicts what comes next.
/// </summary>
/// <remarks>
/// Only a place whose item is a target of its window is ever masked, so that an item which is target in one window and context in the
/// next is learned once. Every window has at least one mask.
/// </remarks>
public sealed class MaskedItemsTask : TrainingTask
{
    private readonly int _mask;
    private readonly double _probability;
    private readonly double _lastShare;

    /// <summary>Makes the task.</summary>
    /// <param name="mask">The mask's row of the item embedding, |V|+1.</param>
    /// <param name="maskProbability">The probability that a place is masked, in (0, 1].</param>
    /// <param name="lastItemShare">
    /// The probability, in [0, 1], that a window has one mask only, at its end, as after a context.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range; all of them are named.</exception>
    public MaskedItemsTask(int mask, double maskProbability, double lastItemShare)
    {
        new OptionProblems(nameof(MaskedItemsTask))
            .RequireCount(nameof(mask), mask)
            .Require(maskProbability is > 0 and <= 1, nameof(maskProbability), maskProbability, "in (0, 1]")
            .Require(lastItemShare is >= 0 and <= 1, nameof(lastItemShare), lastItemShare, "in [0, 1]")
            .ThrowIfAny("arguments");
        (_mask, _probability, _lastShare) = (mask, maskProbability, lastItemShare);
    }

    /// <summary>The contexts with a mask behind each, in the current dispose scope.</summary>
    /// <param name="contexts">B packed sequences of at most n items.</param>
    public override PackedSequences Query(PackedSequences contexts)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        return contexts.Append(_mask);
    }

    internal override PackedSequences Pack(
        WindowSet windows, ReadOnlySpan<int> batch, CounterRandom random, TargetPlaces targets, Device device)
    {
        using var items = new RentedLongs(TargetPlaces.MostRows(windows, batch));
        using var offsets = new RentedLongs(batch.Length + 1);
        var row = 0;
        for (var b = 0; b < batch.Length; b++)
        {
            offsets.Span[b] = row;
            row += Fill(windows, batch[b], items.Span[row..]);
        }
        offsets.Span[^1] = row;
        // Which windows come is random: they are fetched before anything slow is done with them.
        for (var b = 0; b < batch.Length; b++)
            Mask(items.Span, (int)offsets.Span[b], windows.Targets(batch[b]), windows.User(batch[b]), random, targets);
        return new PackedSequences(items.Memory[..row], offsets.Memory, windows.MaximumLength + 1, device);
    }

    /// <summary>A window's items and its last target; returns how many.</summary>
    private static int Fill(WindowSet windows, int window, Span<long> places)
    {
        var items = windows.Items(window);
        var last = windows.LastTarget(window);
        for (var i = 0; i < items.Length; i++)
            places[i] = items[i];
        if (last == 0)
            return items.Length;
        places[items.Length] = last;
        return items.Length + 1;
    }

    // A follower is the item at the next place if that is a target, else 0.
    private void Mask(
        Span<long> places, int first, ReadOnlySpan<int> followers, int user, CounterRandom random, TargetPlaces targets)
    {
        var before = targets.Count;
        var isLastOnly = random.NextDouble() < _lastShare && followers[^1] != 0;
        for (var i = 0; i < followers.Length; i++)
        {
            if (followers[i] != 0 && (isLastOnly ? i == followers.Length - 1 : random.NextDouble() < _probability))
                Hide(places, first + 1 + i, followers[i]);
        }
        if (targets.Count > before)
            return;
        var left = random.NextInt(followers.Length - followers.Count(0));
        var chosen = 0;
        while (followers[chosen] == 0 || left-- > 0)
            chosen++;
        Hide(places, first + 1 + chosen, followers[chosen]);

        void Hide(Span<long> places, int place, int item)
        {
            places[place] = _mask;
            targets.Add(place, item, user);
        }
    }
}
