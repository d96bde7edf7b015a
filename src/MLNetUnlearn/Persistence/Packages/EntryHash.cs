namespace MLNetUnlearn.Persistence.Packages;

/// <summary>What a manifest says of an entry, so that it can be checked on its own, outside the package too.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
internal sealed record EntryHash(long Bytes, string Sha256);
