using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Sequences;

/// <summary>Options of <see cref="SplitLeaveOneOutEstimator"/>.</summary>
public sealed record SplitLeaveOneOutOptions
{
    /// <summary>The sequence, a key vector; the shortened sequence replaces it under the same name. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>The new column with the last item but one, a scalar key. Default <c>ValidationItem</c>.</summary>
    public string ValidationColumnName { get; init; } = "ValidationItem";

    /// <summary>The new column with the last item, a scalar key. Default <c>TestItem</c>.</summary>
    public string TestColumnName { get; init; } = "TestItem";

    internal void Validate(string parameterName) => new OptionProblems(nameof(SplitLeaveOneOutOptions))
        .RequireName(nameof(SequenceColumnName), SequenceColumnName)
        .RequireName(nameof(ValidationColumnName), ValidationColumnName)
        .RequireName(nameof(TestColumnName), TestColumnName)
        .RequireDistinct((nameof(SequenceColumnName), SequenceColumnName), (nameof(ValidationColumnName), ValidationColumnName),
            (nameof(TestColumnName), TestColumnName))
        .ThrowIfAny(parameterName);
}
