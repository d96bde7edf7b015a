using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Forgetting;

/// <summary>Options of <see cref="PartitionForgetRemainEstimator"/>.</summary>
public sealed record PartitionForgetRemainOptions
{
    /// <summary>The input column that says whose row it is: text, any integer or any key. Default <c>UserId</c>.</summary>
    public string UserColumnName { get; init; } = "UserId";

    /// <summary>The sequence, a key vector of variable length; what remains of it replaces it. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>The held-out validation item, a scalar key, if the input has such a column. Default <c>ValidationItem</c>; null:
    /// none.</summary>
    public string? ValidationColumnName { get; init; } = "ValidationItem";

    /// <summary>The held-out test item, a scalar key, if the input has such a column. Default <c>TestItem</c>; null: none.</summary>
    public string? TestColumnName { get; init; } = "TestItem";

    /// <summary>
    /// The times of the sequence's items, a vector of Int64, if the input has such a column. Requests with a time need it.
    /// Default <c>Timestamp</c>; null: none.
    /// </summary>
    public string? TimestampColumnName { get; init; } = "Timestamp";

    /// <summary>The new column with the item to forget, a scalar key; 0 on rows of the remaining set. Default <c>Target</c>.</summary>
    public string TargetColumnName { get; init; } = "Target";

    /// <summary>The new column that tells rows of the forget set (true) from rows of the remaining set. Default <c>IsForget</c>.</summary>
    public string IsForgetColumnName { get; init; } = "IsForget";

    /// <summary>What fitting does with requests that name nothing in the data. Default
    /// <see cref="UnmatchedRequestHandling.Throw"/>.</summary>
    public UnmatchedRequestHandling UnmatchedRequests { get; init; } = UnmatchedRequestHandling.Throw;

    internal void Validate(string parameterName) => new OptionProblems(nameof(PartitionForgetRemainOptions))
        .RequireName(nameof(UserColumnName), UserColumnName)
        .RequireName(nameof(SequenceColumnName), SequenceColumnName)
        .RequireNameOrNull(nameof(ValidationColumnName), ValidationColumnName)
        .RequireNameOrNull(nameof(TestColumnName), TestColumnName)
        .RequireNameOrNull(nameof(TimestampColumnName), TimestampColumnName)
        .RequireName(nameof(TargetColumnName), TargetColumnName)
        .RequireName(nameof(IsForgetColumnName), IsForgetColumnName)
        .Require(Enum.IsDefined(UnmatchedRequests), nameof(UnmatchedRequests), UnmatchedRequests, "Throw or Report")
        .RequireDistinct((nameof(UserColumnName), UserColumnName), (nameof(SequenceColumnName), SequenceColumnName),
            (nameof(ValidationColumnName), ValidationColumnName), (nameof(TestColumnName), TestColumnName),
            (nameof(TimestampColumnName), TimestampColumnName), (nameof(TargetColumnName), TargetColumnName),
            (nameof(IsForgetColumnName), IsForgetColumnName))
        .ThrowIfAny(parameterName);
}
