namespace MLNetUnlearn.Serving;

/// <summary>Which model serves.</summary>
/// <param name="Version">1 for the model that the service began with, and one more with every swap.</param>
/// <param name="Name">The model's name, for example <c>SasRec</c>.</param>
/// <param name="ItemCount">|V|, the number of items it knows.</param>
/// <param name="FileName">The file it was read from; null for a model that was handed over in memory.</param>
/// <param name="Sha256">The SHA-256 of that file, in lower-case hexadecimal; null where there is none.</param>
public sealed record ServedModel(int Version, string Name, int ItemCount, string? FileName, string? Sha256);
