namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>What a method needs made and stored before any request comes; it does not count as unlearning.</summary>
/// <param name="Seconds">Wall seconds it took.</param>
/// <param name="Bytes">The bytes of its files.</param>
internal sealed record Preparation(double Seconds, long Bytes);
