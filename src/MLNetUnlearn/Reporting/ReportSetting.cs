namespace MLNetUnlearn.Reporting;

/// <summary>What was measured on what, so that a reader can judge the figures and repeat them.</summary>
public sealed record ReportSetting
{
    /// <summary>How items were ranked and pairs drawn, for example <c>full ranking without seen items</c>. Default: none.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>The data, or <see langword="null"/>, the default, where nothing is to be said of it.</summary>
    public ReportDataset? Dataset { get; init; }

    /// <summary>How many users asked to be forgotten in part or whole, or <see langword="null"/>, the default.</summary>
    public int? ForgottenUsers { get; init; }

    /// <summary>How many pairs of context and item were forgotten, or <see langword="null"/>, the default.</summary>
    public int? ForgottenPairs { get; init; }

    /// <summary>Software and machine, usually <see cref="ReportEnvironment.Current"/>, or <see langword="null"/>, the default.</summary>
    public ReportEnvironment? Environment { get; init; }

    /// <summary>The day of the measurement, or <see langword="null"/>, the default: reports then do not change from day to day.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>What else a reader should know, a sentence each. Default: none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
