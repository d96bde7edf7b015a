using Microsoft.ML;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn;

/// <summary>The steps from an interaction log to padded sequences, on <c>mlContext.Transforms</c>.</summary>
public static class SequencesCatalog
{
    /// <summary>Groups interactions into one sequence per user; see <see cref="GroupIntoSequencesEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The new column: the user's items, a key vector of variable length.</param>
    /// <param name="userColumnName">The user column: text, any integer or any key.</param>
    /// <param name="itemColumnName">The item column: a scalar key (UInt32), 0 = missing.</param>
    /// <param name="timestampColumnName">The column to sort by: Int32, Int64 or DateTime; it becomes a vector of Int64. Null: input
    /// order.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A name is empty, or two output columns share one.</exception>
    public static GroupIntoSequencesEstimator GroupIntoSequences(this TransformsCatalog catalog, string outputColumnName = "Sequence",
        string userColumnName = "UserId", string itemColumnName = "Item", string? timestampColumnName = null) =>
        GroupIntoSequences(catalog, new GroupIntoSequencesOptions
        {
            OutputColumnName = outputColumnName,
            UserColumnName = userColumnName,
            ItemColumnName = itemColumnName,
            TimestampColumnName = timestampColumnName,
        });

    /// <summary>Groups interactions into one sequence per user; see <see cref="GroupIntoSequencesEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="options">The options.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is invalid; all problems are listed.</exception>
    public static GroupIntoSequencesEstimator GroupIntoSequences(this TransformsCatalog catalog, GroupIntoSequencesOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new GroupIntoSequencesEstimator(options);
    }

    /// <summary>Holds out each user's last item for the test and the one before for validation; see
    /// <see cref="SplitLeaveOneOutEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="sequenceColumnName">The sequence, a key vector; the shortened one replaces it.</param>
    /// <param name="validationColumnName">The new column with the last item but one, a scalar key, 0 for sequences of fewer than 3
    /// items.</param>
    /// <param name="testColumnName">The new column with the last item, a scalar key, 0 for sequences of fewer than 3 items.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A name is empty, or two columns share one.</exception>
    public static SplitLeaveOneOutEstimator SplitLeaveOneOut(this TransformsCatalog catalog, string sequenceColumnName = "Sequence",
        string validationColumnName = "ValidationItem", string testColumnName = "TestItem") =>
        SplitLeaveOneOut(catalog, new SplitLeaveOneOutOptions
        {
            SequenceColumnName = sequenceColumnName,
            ValidationColumnName = validationColumnName,
            TestColumnName = testColumnName,
        });

    /// <summary>Holds out each user's last item for the test and the one before for validation; see
    /// <see cref="SplitLeaveOneOutEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="options">The options.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is invalid; all problems are listed.</exception>
    public static SplitLeaveOneOutEstimator SplitLeaveOneOut(this TransformsCatalog catalog, SplitLeaveOneOutOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SplitLeaveOneOutEstimator(options);
    }

    /// <summary>Cuts and pads sequences into windows of a fixed length with their targets; see
    /// <see cref="PadAndSplitSequencesEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="sequenceColumnName">The sequence, a key vector; the window replaces it.</param>
    /// <param name="maximumLength">The length of a window, at least 1.</param>
    /// <param name="targetColumnName">The new column with the item to predict at each position. If the input has it, it must be a scalar
    /// key.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A name is empty, both are the same, or the length is below 1.</exception>
    public static PadAndSplitSequencesEstimator PadAndSplitSequences(this TransformsCatalog catalog, string sequenceColumnName = "Sequence",
        int maximumLength = 10, string targetColumnName = "Target") =>
        PadAndSplitSequences(catalog, new PadAndSplitSequencesOptions
        {
            SequenceColumnName = sequenceColumnName,
            MaximumLength = maximumLength,
            TargetColumnName = targetColumnName,
        });

    /// <summary>Cuts and pads sequences into windows of a fixed length with their targets; see
    /// <see cref="PadAndSplitSequencesEstimator"/>.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="options">The options.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is invalid; all problems are listed.</exception>
    public static PadAndSplitSequencesEstimator PadAndSplitSequences(this TransformsCatalog catalog, PadAndSplitSequencesOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new PadAndSplitSequencesEstimator(options);
    }
}
