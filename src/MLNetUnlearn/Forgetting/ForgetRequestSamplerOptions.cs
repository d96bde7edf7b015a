using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Forgetting;

/// <summary>Options of <see cref="ForgetRequestSampler"/>.</summary>
public sealed record ForgetRequestSamplerOptions
{
    /// <summary>Which share of all users makes requests: greater than 0, at most 1. Default 0.1 (thesis, section 3.2.2).</summary>
    public double UserFraction { get; init; } = 0.1;

    /// <summary>Which share of its sequence a user forgets at most: greater than 0, at most 1. Default 0.5 (thesis, section
    /// 3.2.2).</summary>
    public double MaximumItemFraction { get; init; } = 0.5;

    /// <summary>Equal seeds give equal requests. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The column that says whose row it is: text, any integer or any key. Default <c>UserId</c>.</summary>
    public string UserColumnName { get; init; } = "UserId";

    /// <summary>The sequence to choose from, a key vector without the held-out items. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>The held-out validation item, a scalar key, if there is such a column. Default <c>ValidationItem</c>; null: none.</summary>
    public string? ValidationColumnName { get; init; } = "ValidationItem";

    /// <summary>The held-out test item, a scalar key, if there is such a column. Default <c>TestItem</c>; null: none.</summary>
    public string? TestColumnName { get; init; } = "TestItem";

    internal void Validate(string parameterName) => new OptionProblems(nameof(ForgetRequestSamplerOptions))
        .Require(UserFraction is > 0 and <= 1, nameof(UserFraction), UserFraction, "greater than 0 and at most 1")
        .Require(MaximumItemFraction is > 0 and <= 1, nameof(MaximumItemFraction), MaximumItemFraction, "greater than 0 and at most 1")
        .RequireName(nameof(UserColumnName), UserColumnName)
        .RequireName(nameof(SequenceColumnName), SequenceColumnName)
        .RequireNameOrNull(nameof(ValidationColumnName), ValidationColumnName)
        .RequireNameOrNull(nameof(TestColumnName), TestColumnName)
        .ThrowIfAny(parameterName);
}
