using System.Text.Json.Serialization;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation.Relearning;

/// <summary>How models are fine-tuned on the forgotten pairs, and how far.</summary>
public sealed record RelearningEvaluationOptions : PartitionedEvaluationOptions
{
    /// <summary>
    /// How many uniform random items, none of them the user's, an item is ranked among, at least 1; <see langword="null"/>: the whole
    /// catalogue without the items of the context. Default 100, the usual protocol of the original's Hit@10.
    /// </summary>
    public int? Negatives { get; init; } = 100;

    /// <summary>
    /// The share of the way from the retrained model's Hit@10 to the original's that is to be regained, in (0, 1]. Default 1: all of it.
    /// Less takes fewer steps, and counts them where the curves are steep.
    /// </summary>
    public double GoalShare { get; init; } = 1;

    /// <summary>Adam's step size, above 0. Default 0.001, as in training.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Forgotten pairs per step, at least 1. Default 256, as in unlearning.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The steps between two looks at Hit@10, at least 1: steps are counted in multiples of it. Default 5.</summary>
    public int CheckEverySteps { get; init; } = 5;

    /// <summary>The steps after which a model that has not regained the goal is given up, at least 1. Default 1000.</summary>
    public int MaximumSteps { get; init; } = 1000;

    /// <summary>How many pairs Hit@10 is taken of at most, at least 1; models learn all. Default 2000: it bounds the time.</summary>
    public int MaximumPairs { get; init; } = 2000;

    /// <summary>Cancelling ends the evaluation before the next step, with an exception. Default none.</summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }

    private protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        if (Negatives is { } negatives)
            problems.RequireCount(nameof(Negatives), negatives);
        problems.Require(GoalShare is > 0 and <= 1, nameof(GoalShare), GoalShare, "above 0 and at most 1");
        problems.RequirePositive(nameof(LearningRate), LearningRate);
        problems.RequireCount(nameof(BatchSize), BatchSize);
        problems.RequireCount(nameof(CheckEverySteps), CheckEverySteps);
        problems.RequireCount(nameof(MaximumSteps), MaximumSteps);
        problems.RequireCount(nameof(MaximumPairs), MaximumPairs);
    }
}
