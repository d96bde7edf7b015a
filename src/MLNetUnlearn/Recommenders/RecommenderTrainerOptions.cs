using System.Text.Json;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders;

/// <summary>What every recommender's trainer can be told, however it learns: columns, and what is recommended.</summary>
public abstract record RecommenderTrainerOptions
{
    // Only the kinds that this library can fit, save and load.
    private protected RecommenderTrainerOptions()
    {
    }

    /// <summary>Column in: the item windows, key vector of fixed size n, padded in front with 0. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>
    /// Column in: the item to predict after each place of the window, key vector of size n, 0 for none. Default <c>Target</c>.
    /// </summary>
    public string TargetColumnName { get; init; } = "Target";

    /// <summary>
    /// Column in: whose window a row is; rows of one user are contiguous, and their windows are one sequence. A network's negatives are
    /// drawn outside a user's items, and the user's last window is the context of the validation item. Default <c>UserId</c>;
    /// <see langword="null"/>: every row is a user of its own.
    /// </summary>
    public string? UserColumnName { get; init; } = DefaultColumns.User;

    /// <summary>
    /// Column in, where it is there: Boolean, the rows to leave out of training because they are to be forgotten. Default <c>IsForget</c>.
    /// </summary>
    public string ForgetColumnName { get; init; } = DefaultColumns.IsForget;

    /// <summary>Column out: the top-k items, key vector of size <see cref="TopK"/>, best first. Default <c>Recommended</c>.</summary>
    public string RecommendedColumnName { get; init; } = "Recommended";

    /// <summary>Column out: the scores of the top-k items, Single vector of size <see cref="TopK"/>. Default <c>Score</c>.</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>k, how many items are recommended, 1 to 65,535. Default 10.</summary>
    public int TopK { get; init; } = 10;

    /// <summary>Whether items of the input sequence are left out of the recommendations. Default true.</summary>
    public bool ExcludeSeen { get; init; } = true;

    /// <summary>The model's name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>The column of validation items, for a model that looks at them.</summary>
    internal virtual string? Validation => null;

    /// <summary>These options, read from a file, with what is never saved taken from an example of the same type.</summary>
    /// <param name="example">The example.</param>
    /// <param name="read">Reads options that lie within these, by their model's name.</param>
    internal virtual RecommenderTrainerOptions CompletedBy(
        RecommenderTrainerOptions example, Func<string, JsonElement, RecommenderTrainerOptions> read) => this;

    /// <summary>Adds what is wrong with these options to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted, so that all are reported at once.</param>
    protected internal virtual void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireName(nameof(SequenceColumnName), SequenceColumnName);
        problems.RequireName(nameof(TargetColumnName), TargetColumnName);
        problems.RequireNameOrNull(nameof(UserColumnName), UserColumnName);
        problems.RequireName(nameof(ForgetColumnName), ForgetColumnName);
        problems.RequireName(nameof(RecommendedColumnName), RecommendedColumnName);
        problems.RequireName(nameof(ScoreColumnName), ScoreColumnName);
        problems.RequireDistinct((nameof(RecommendedColumnName), RecommendedColumnName), (nameof(ScoreColumnName), ScoreColumnName));
        RecommendationOptions.RequireTopK(problems, TopK);
    }
}
