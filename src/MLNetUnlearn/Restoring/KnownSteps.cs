using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Persistence.Packages;
using MLNetUnlearn.Persistence.Steps;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Saving;
using MLNetUnlearn.Sequences;
using Microsoft.ML;

namespace MLNetUnlearn.Restoring;

/// <summary>The steps that a model file can hold, and how each is made again from what it saved: one line for each.</summary>
internal static class KnownSteps
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<RecommenderOptions>, ITransformer>> _all = new()
    {
        [GroupIntoSequencesEstimator.Step] = (payload, _) => GroupIntoSequencesTransformer.Restore(payload),
        [SplitLeaveOneOutEstimator.Step] = (payload, _) => SplitLeaveOneOutEstimator.Restore(payload),
        [PadAndSplitSequencesEstimator.Step] = (payload, _) => PadAndSplitSequencesEstimator.Restore(payload),
        [PartitionColumns.Step] = (payload, _) => SavedPartition.Read(payload),
        [SavedRecommender.Step] = SavedRecommender.Restore,
    };

    /// <summary>Makes a step.</summary>
    /// <exception cref="FormatException">There is no such step, or its state is not readable.</exception>
    public static ITransformer Restore(SavedStep step, IReadOnlyList<RecommenderOptions> custom) => Undecodable.Guard(
        $"The state of step {step.Name}",
        () => _all.TryGetValue(step.Name, out var restore)
            ? restore(step.Payload, custom)
            : throw new FormatException($"There is no such step; there are {string.Join(", ", _all.Keys)}."));
}
