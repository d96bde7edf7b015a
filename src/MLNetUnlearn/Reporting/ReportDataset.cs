namespace MLNetUnlearn.Reporting;

/// <summary>What the models were trained on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Users">How many users there are.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Interactions">How many interactions there are.</param>
/// <param name="Sha256">The SHA-256 of the data in hexadecimal digits; <see langword="null"/> where it is not known.</param>
public sealed record ReportDataset(string Name, int Users, int Items, long Interactions, string? Sha256 = null);
