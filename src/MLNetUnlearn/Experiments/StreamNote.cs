namespace MLNetUnlearn.Experiments;

/// <summary>What a model has cost.</summary>
/// <param name="Seconds">Wall seconds; of a model after a request those of all requests so far.</param>
/// <param name="Steps">Gradient steps of the same, null where none were told.</param>
internal sealed record StreamNote(double Seconds, long? Steps);
