using Microsoft.ML;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation;

/// <summary>The columns of whole sequences after PartitionForgetRemain, of which what is forgotten and what is held out are both read.</summary>
public abstract record PartitionedEvaluationOptions
{
    private protected PartitionedEvaluationOptions()
    {
    }

    /// <summary>Column in: the items before the target, key vector of variable length. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>Column in: the forgotten item of a row to forget, scalar key. Default <c>Target</c>.</summary>
    public string ForgottenItemColumnName { get; init; } = "Target";

    /// <summary>
    /// Column in: a scalar key that belongs between the sequence and the test item, 0 for none. Default <c>ValidationItem</c>;
    /// <see langword="null"/> or no column of that default name: nothing lies between.
    /// </summary>
    public string? ContextItemColumnName { get; init; } = DefaultColumns.ValidationItem;

    /// <summary>Column in: the held-out item, scalar key, 0 for none. Default <c>TestItem</c>.</summary>
    public string TestItemColumnName { get; init; } = "TestItem";

    /// <summary>Column in: whose row it is, contiguous. Default <c>UserId</c>.</summary>
    public string UserColumnName { get; init; } = DefaultColumns.User;

    /// <summary>Column in: Boolean, the rows that are to be forgotten. Default <c>IsForget</c>.</summary>
    public string ForgetColumnName { get; init; } = DefaultColumns.IsForget;

    /// <summary>Seed of everything drawn; the same seed gives every model the same. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the forgotten items are read: nothing lies between them and the sequence.</summary>
    internal RankingEvaluationOptions OfForgotten() =>
        OfTest() with { ContextItemColumnName = null, TargetColumnName = ForgottenItemColumnName };

    /// <summary>How the last remaining training items are read: they are the ends of the sequences.</summary>
    internal RankingEvaluationOptions OfRemaining() => OfTest() with { TargetColumnName = null };

    /// <summary>How the held-out items are read.</summary>
    internal RankingEvaluationOptions OfTest() => new()
    {
        SequenceColumnName = SequenceColumnName,
        ContextItemColumnName = ContextItemColumnName,
        TargetColumnName = TestItemColumnName,
        UserColumnName = UserColumnName,
        KnownItemColumnNames = [.. new[] { ContextItemColumnName, TestItemColumnName, ForgottenItemColumnName }.OfType<string>()],
        ForgetColumnName = ForgetColumnName,
    };

    /// <summary>Checks the columns that an evaluation reads, all at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    internal void CheckColumns(DataViewSchema schema, string owner)
    {
        List<ColumnNeed> needs =
        [
            new(SequenceColumnName, ColumnRequirement.UnpaddedKeyVector),
            new(ForgottenItemColumnName, ColumnRequirement.ScalarKey),
            new(TestItemColumnName, ColumnRequirement.ScalarKey),
            new(UserColumnName, ColumnRequirement.User),
            new(ForgetColumnName, ColumnRequirement.Boolean),
        ];
        if (ContextItemColumnName is { } between)
            needs.Add(new(between, ColumnRequirement.ScalarKey, between == DefaultColumns.ValidationItem));
        new StepSchema(owner, needs, _ => []).Added(schema);
    }

    /// <summary>Checks what every evaluation beside a retrained model is given: its arguments, these options, the view's columns.</summary>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range, or columns are missing or have the wrong type.</exception>
    internal static void CheckInputs(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, PartitionedEvaluationOptions options,
        string owner)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(retrained);
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        options.CheckColumns(partitioned.Schema, owner);
    }

    internal void Check()
    {
        var problems = new OptionProblems(GetType().Name);
        Check(problems);
        problems.ThrowIfAny("options");
    }

    private protected virtual void Check(OptionProblems problems)
    {
        problems.RequireName(nameof(SequenceColumnName), SequenceColumnName);
        problems.RequireName(nameof(ForgottenItemColumnName), ForgottenItemColumnName);
        problems.RequireNameOrNull(nameof(ContextItemColumnName), ContextItemColumnName);
        problems.RequireName(nameof(TestItemColumnName), TestItemColumnName);
        problems.RequireName(nameof(UserColumnName), UserColumnName);
        problems.RequireName(nameof(ForgetColumnName), ForgetColumnName);
    }
}
