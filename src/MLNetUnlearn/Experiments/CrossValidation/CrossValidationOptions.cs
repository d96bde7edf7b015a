using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments.CrossValidation;

/// <summary>How users are split, and what of the held-out ones is ranked.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>k, into how many folds users are split, 2 to 1000. Default 5.</summary>
    public int NumberOfFolds { get; init; } = 5;

    /// <summary>
    /// Seed of the split, a function of it and of the users' ids: the order of rows does not matter. Default 1.
    /// </summary>
    public int Seed { get; init; } = 1;

    /// <summary>n, the length of the windows that are trained on, at least 1. Default 10.</summary>
    public int MaximumLength { get; init; } = 10;

    /// <summary>
    /// The held-out users' items that are ranked, and after what; the sequence and user columns are also those of the split. Default
    /// <see cref="RankingEvaluationOptions"/>: the test item, after the sequence and the validation item. To choose among options, so that
    /// test items stay unseen, take <c>TargetColumnName = "ValidationItem"</c> and <c>ContextItemColumnName = null</c>.
    /// </summary>
    public RankingEvaluationOptions Evaluation { get; init; } = new();

    /// <summary>
    /// Told after every fold, on the thread that trains; what it throws ends the cross-validation. Default <see langword="null"/>.
    /// </summary>
    public IProgress<CrossValidationProgress>? Progress { get; init; }

    /// <summary>
    /// Cancelling ends the cross-validation with an exception before the next fold; to stop a running training, give the trainer the same
    /// token. Default none.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        var problems = new OptionProblems(nameof(CrossValidationOptions));
        problems.Require(NumberOfFolds is >= 2 and <= 1000, nameof(NumberOfFolds), NumberOfFolds, "2 to 1000");
        problems.RequireCount(nameof(MaximumLength), MaximumLength);
        problems.Require(Evaluation is not null, nameof(Evaluation), Evaluation, $"{nameof(RankingEvaluationOptions)}");
        if (Evaluation is { UserColumnName: null })
            problems.Require(false, $"{nameof(Evaluation)}.{nameof(Evaluation.UserColumnName)}", null, "a column name, as users are split");
        problems.ThrowIfAny("options");
        Evaluation!.Check();
    }
}
