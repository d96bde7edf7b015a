namespace MLNetUnlearn.DataViews;

/// <summary>One input column of a step.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Requirement">What the column must be.</param>
/// <param name="IsOptional">Whether the column may be absent; when present it must still meet the requirement.</param>
internal sealed record ColumnNeed(string Name, ColumnRequirement Requirement, bool IsOptional = false)
{
    /// <summary>The problem that a present column has, or null.</summary>
    public string? ProblemOf(ColumnShape shape, string step)
    {
        if (Requirement.IsMetBy(shape))
            return null;
        string needed = IsOptional ? $"{Requirement.Words} or no column of that name" : Requirement.Words;
        string problem = $"Column '{Name}' has type {shape.TypeText}; {step} needs {needed}.";
        return Requirement.AdviceFor(shape) is { } advice ? $"{problem} {advice}" : problem;
    }

    /// <summary>The problem of an absent column, or null.</summary>
    public string? ProblemOfAbsence(string step, IEnumerable<string> present) => IsOptional
        ? null
        : $"There is no column '{Name}'; {step} needs {Requirement.Words} of that name. The columns are: {string.Join(", ", present)}.";
}
