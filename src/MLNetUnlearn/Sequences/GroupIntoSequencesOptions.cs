using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Sequences;

/// <summary>Options of <see cref="GroupIntoSequencesEstimator"/>.</summary>
public sealed record GroupIntoSequencesOptions
{
    /// <summary>The new column: the user's items, a key vector of variable length. Default <c>Sequence</c>.</summary>
    public string OutputColumnName { get; init; } = "Sequence";

    /// <summary>The input column that says whose row it is: text, any integer or any key. Default <c>UserId</c>.</summary>
    public string UserColumnName { get; init; } = "UserId";

    /// <summary>The input column of the item: a scalar key (UInt32). Default <c>Item</c>.</summary>
    public string ItemColumnName { get; init; } = "Item";

    /// <summary>
    /// The input column to sort by: Int32, Int64 or DateTime. It becomes a vector of Int64 of the same name, one time per item.
    /// Default <see langword="null"/>: keep the input's order and have no times.
    /// </summary>
    public string? TimestampColumnName { get; init; }

    internal void Validate(string parameterName) => new OptionProblems(nameof(GroupIntoSequencesOptions))
        .RequireName(nameof(OutputColumnName), OutputColumnName)
        .RequireName(nameof(UserColumnName), UserColumnName)
        .RequireName(nameof(ItemColumnName), ItemColumnName)
        .RequireNameOrNull(nameof(TimestampColumnName), TimestampColumnName)
        .RequireDistinct((nameof(OutputColumnName), OutputColumnName), (nameof(UserColumnName), UserColumnName),
            (nameof(TimestampColumnName), TimestampColumnName))
        .ThrowIfAny(parameterName);
}
