using MLNetUnlearn.Options;

namespace MLNetUnlearn.Sequences;

/// <summary>How <see cref="InteractionFile"/> reads a log: by default as its remarks say, and refusing bad lines.</summary>
public sealed record InteractionFileOptions
{
    /// <summary>
    /// The header's name of the user column, in any case; <see langword="null"/>, the default: <c>user</c>, <c>userid</c> or
    /// <c>user_id</c>. Where this or another column is named, the file must have a header.
    /// </summary>
    public string? UserColumnName { get; init; }

    /// <summary>
    /// The header's name of the item column; <see langword="null"/>, the default: <c>item</c>, <c>itemid</c> or <c>item_id</c>.
    /// </summary>
    public string? ItemColumnName { get; init; }

    /// <summary>
    /// The header's name of the time column, which must then be there; <see langword="null"/>, the default: <c>timestamp</c> or
    /// <c>time</c>, if there is one.
    /// </summary>
    public string? TimestampColumnName { get; init; }

    /// <summary>
    /// Whether bad lines are passed over and told of in <see cref="InteractionLog.SkippedLines"/>. Default false: they are an error.
    /// </summary>
    public bool SkipBadLines { get; init; }

    internal bool NamesColumns => UserColumnName is not null || ItemColumnName is not null || TimestampColumnName is not null;

    internal void Validate(string parameterName) => new OptionProblems(nameof(InteractionFileOptions))
        .RequireNameOrNull(nameof(UserColumnName), UserColumnName)
        .RequireNameOrNull(nameof(ItemColumnName), ItemColumnName)
        .RequireNameOrNull(nameof(TimestampColumnName), TimestampColumnName)
        .ThrowIfAny(parameterName);
}
