using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// The row of every item predicts the item after it: for models whose rows depend on their own and earlier items only, as SASRec and
/// GRU4Rec. A window's input is its items; the last row predicts what comes after a context.
/// </summary>
public sealed class NextItemTask : TrainingTask
{
    internal static NextItemTask Instance { get; } = new();

    /// <inheritdoc/>
    public override PackedSequences Query(PackedSequences contexts) => contexts;

    internal override PackedSequences Pack(
        WindowSet windows, ReadOnlySpan<int> batch, CounterRandom random, TargetPlaces targets, Device device)
    {
        var row = 0;
        foreach (var window in batch)
        {
            var user = windows.User(window);
            foreach (var target in windows.Targets(window))
            {
                if (target != 0)
                    targets.Add(row, target, user);
                row++;
            }
        }
        return windows.Pack(batch, device);
    }
}
