using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Persistence.Packages;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Persistence.Steps;

/// <summary>The steps that a model file can hold, and how each is made again from what it saved: one line for each.</summary>
internal static class KnownSteps
{
    public const string Recommender = "Recommender";

    private static readonly Dictionary<string, Func<string, IReadOnlyList<RecommenderOptions>, ITransformer>> _all = new()
    {
        [GroupIntoSequencesEstimator.Step] = (payload, _) => GroupIntoSequencesTransformer.Restore(payload),
        [SplitLeaveOneOutEstimator.Step] = (payload, _) => SplitLeaveOneOutEstimator.Restore(payload),
        [PadAndSplitSequencesEstimator.Step] = (payload, _) => PadAndSplitSequencesEstimator.Restore(payload),
        [PartitionColumns.Step] = (payload, _) => SavedPartition.Read(payload),
        [Recommender] = RestoreRecommender,
    };

    /// <summary>Makes a step.</summary>
    /// <exception cref="FormatException">There is no such step, or its state is not readable.</exception>
    public static ITransformer Restore(SavedStep step, IReadOnlyList<RecommenderOptions> custom) => Undecodable.Guard(
        $"The state of step {step.Name}",
        () => _all.TryGetValue(step.Name, out var restore)
            ? restore(step.Payload, custom)
            : throw new FormatException($"There is no such step; there are {string.Join(", ", _all.Keys)}."));

    /// <summary>A trained recommender as a step.</summary>
    public static SavedStep Of(SequentialRecommenderTransformer model)
    {
        using var package = new MemoryStream();
        ModelPackage.Write(package, model);
        return new SavedStep(Recommender, Convert.ToBase64String(package.GetBuffer(), 0, (int)package.Length));
    }

    private static SequentialRecommenderTransformer RestoreRecommender(string payload, IReadOnlyList<RecommenderOptions> custom)
    {
        using var package = new MemoryStream(Convert.FromBase64String(payload));
        return ModelPackage.Read("The model", package, custom);
    }
}
