using Microsoft.ML.Runtime;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Training;

namespace MLNetUnlearn.Unlearning;

/// <summary>What a method gets to work with.</summary>
/// <param name="Original">The model that is to forget; it is only read.</param>
/// <param name="Data">The remaining windows and the pairs to forget.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Device">Where to work.</param>
/// <param name="Channel">Where progress is told.</param>
internal sealed record UnlearningJob(SequentialRecommenderTransformer Original, RecommenderData Data, long Seed, Device Device, IChannel Channel)
{
    /// <summary>A network of its own with the original's weights.</summary>
    /// <exception cref="ObjectDisposedException">The original has been disposed.</exception>
    public SequenceModule CopyOriginal()
    {
        Original.CheckNotDisposed();
        return ModuleCopy.Of(Original.Module, Original.Options, Data.ItemCount, Data.MaximumLength, Device);
    }

    /// <summary>What a network of these data scores by.</summary>
    public ModuleScorer Scorer(SequenceModule module) => new(module, Data.ItemCount, Data.MaximumLength);

    /// <summary>There are no control pairs.</summary>
    /// <param name="lack">Who lacks them, and what for.</param>
    /// <param name="orElse">What can be done but hold items out, as the end of a sentence.</param>
    public InvalidOperationException NoControls(string lack, string orElse) => NoControls(Original.Options, lack, orElse);

    /// <summary>There are no control pairs.</summary>
    /// <param name="columns">Which columns were looked at.</param>
    /// <param name="lack">Who lacks them, and what for.</param>
    /// <param name="orElse">What can be done but hold items out, as the end of a sentence.</param>
    public static InvalidOperationException NoControls(RecommenderOptions columns, string lack, string orElse) => new(
        $"{lack}: no user who forgets nothing has both a window and a validation item ('{columns.ValidationColumnName}'). " +
        $"Hold validation items out with SplitLeaveOneOut{orElse}.");

    /// <summary>Requires a pair to forget.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void CheckHasForget(string method)
    {
        if (Data.Forget.Count == 0)
        {
            throw new InvalidOperationException(
                $"{method}: there is no pair to forget: no row has '{Original.Options.ForgetColumnName}' true and an item before its " +
                "target. Whole users, first items and held-out items leave no such row; Retrain forgets those.");
        }
    }
}
