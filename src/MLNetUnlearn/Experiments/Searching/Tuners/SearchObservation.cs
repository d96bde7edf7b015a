namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>What a tuner knows of a trial.</summary>
/// <param name="Trial">Its number, from 0.</param>
/// <param name="Point">The places of its values.</param>
/// <param name="Loss">What came out, the lower the better; null where it failed.</param>
internal sealed record SearchObservation(int Trial, double[] Point, double? Loss);
