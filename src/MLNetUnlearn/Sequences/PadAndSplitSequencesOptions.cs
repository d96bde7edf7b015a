using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Sequences;

/// <summary>Options of <see cref="PadAndSplitSequencesEstimator"/>.</summary>
public sealed record PadAndSplitSequencesOptions
{
    /// <summary>The sequence, a key vector; the window's context items replace it under the same name. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>The length n of a window, at least 1. Default 10, the thesis's choice (section 3.2.1).</summary>
    public int MaximumLength { get; init; } = 10;

    /// <summary>
    /// The new column with the item to predict after each item of the window. If the input has a column of this name, it must be a
    /// scalar key: the one item to predict after the whole sequence. Default <c>Target</c>.
    /// </summary>
    public string TargetColumnName { get; init; } = "Target";

    internal void Validate(string parameterName) => new OptionProblems(nameof(PadAndSplitSequencesOptions))
        .RequireName(nameof(SequenceColumnName), SequenceColumnName)
        .Require(MaximumLength >= 1, nameof(MaximumLength), MaximumLength, "at least 1")
        .RequireName(nameof(TargetColumnName), TargetColumnName)
        .RequireDistinct((nameof(SequenceColumnName), SequenceColumnName), (nameof(TargetColumnName), TargetColumnName))
        .ThrowIfAny(parameterName);
}
