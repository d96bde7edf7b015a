using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation;

/// <summary>What is ranked, after which context, and among what.</summary>
public sealed record RankingEvaluationOptions
{
    private static readonly string[] DefaultKnownItems = ["ValidationItem", "TestItem", "Target"];

    /// <summary>Column in: the items before the target, key vector of variable length. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>
    /// Column in: a scalar key that belongs between the sequence and the target, 0 for none. Default <c>ValidationItem</c>, the item
    /// before the test item; <see langword="null"/> or no column of that default name: nothing lies between.
    /// </summary>
    public string? ContextItemColumnName { get; init; } = DefaultColumns.ValidationItem;

    /// <summary>
    /// Column in: the item to rank, scalar key, 0 for none. Default <c>TestItem</c>; <see langword="null"/>: the last item of the sequence
    /// itself, which the model was trained on, after those before it; then nothing lies between.
    /// </summary>
    public string? TargetColumnName { get; init; } = "TestItem";

    /// <summary>
    /// Column in, where it is there: whose row it is, contiguous; sampled negatives lie outside all items of the user's rows.
    /// Default <c>UserId</c>.
    /// </summary>
    public string? UserColumnName { get; init; } = DefaultColumns.User;

    /// <summary>
    /// Columns in, those that are there as scalar keys: items, 0 for none, that are the user's too, so that none is drawn as a negative.
    /// Default <c>ValidationItem</c>, <c>TestItem</c> and <c>Target</c>: what is held out, and what PartitionForgetRemain took out.
    /// </summary>
    public IReadOnlyList<string> KnownItemColumnNames { get; init; } = DefaultKnownItems;

    /// <summary>Column in, where it is there: Boolean, the rows that are to be forgotten. Default <c>IsForget</c>.</summary>
    public string ForgetColumnName { get; init; } = DefaultColumns.IsForget;

    /// <summary>
    /// How many uniform random items, none of them the user's and drawn with repetition, the target is ranked among, at least 1.
    /// <see langword="null"/>, the default:
    /// the whole catalogue without the items of the context. The sampled protocol exists for comparison with published tables;
    /// it flatters (chance Hit@10 among 100 is 10/101) and must be named beside its figures.
    /// </summary>
    public int? Negatives { get; init; }

    /// <summary>Seed of the negatives; the same seed gives every model the same ones. Default 1.</summary>
    public int Seed { get; init; } = 1;

    internal void Check()
    {
        var problems = new OptionProblems(nameof(RankingEvaluationOptions));
        problems.RequireName(nameof(SequenceColumnName), SequenceColumnName);
        problems.RequireNameOrNull(nameof(ContextItemColumnName), ContextItemColumnName);
        problems.RequireNameOrNull(nameof(TargetColumnName), TargetColumnName);
        problems.RequireNameOrNull(nameof(UserColumnName), UserColumnName);
        problems.RequireName(nameof(ForgetColumnName), ForgetColumnName);
        problems.Require(KnownItemColumnNames is not null, nameof(KnownItemColumnNames), null, "a list of column names");
        foreach (var name in KnownItemColumnNames ?? [])
            problems.RequireName(nameof(KnownItemColumnNames), name);
        if (Negatives is { } negatives)
            problems.RequireCount(nameof(Negatives), negatives);
        problems.ThrowIfAny("options");
    }
}
