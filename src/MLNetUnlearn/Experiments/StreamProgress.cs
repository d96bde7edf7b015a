namespace MLNetUnlearn.Experiments;

/// <summary>How far a stream has come, after a request.</summary>
/// <param name="Request">The request's number, from 1.</param>
/// <param name="Requests">How many there are.</param>
/// <param name="Checkpoint">How the model was judged; <see langword="null"/> where the request ends at no checkpoint.</param>
public sealed record StreamProgress(int Request, int Requests, StreamCheckpoint? Checkpoint);
