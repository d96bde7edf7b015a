using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// What a model is asked, in training and afterwards: which input it gets of a window, at which of its rows, and for which items.
/// There are two: <see cref="NextItemTask"/> and <see cref="MaskedItemsTask"/>. Training, validation, ranking, recommending and unlearning
/// all ask by the module's <see cref="SequenceModule.Task"/>.
/// </summary>
public abstract class TrainingTask
{
    private protected TrainingTask()
    {
    }

    /// <summary>The input whose last row of every sequence is to predict the item after each context.</summary>
    /// <param name="contexts">B packed sequences of at most n items.</param>
    /// <returns>B packed sequences, in the current dispose scope or the very ones given.</returns>
    public abstract PackedSequences Query(PackedSequences contexts);

    /// <summary>Packs the named windows to train on and notes the rows with a target.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="batch">Which of them.</param>
    /// <param name="random">Where the task draws what it needs.</param>
    /// <param name="targets">Out: the M rows with a target, window after window.</param>
    /// <param name="device">Where the input is to be.</param>
    internal abstract PackedSequences Pack(
        WindowSet windows, ReadOnlySpan<int> batch, CounterRandom random, TargetPlaces targets, Device device);
}
