namespace MLNetUnlearn.Engine;

/// <summary>
/// What several Adam steps without gradient do to a row: p -= Size * m / (sqrt(v) + Eps), m *= FirstDecay, v *= SecondDecay.
/// </summary>
internal readonly record struct Drift(float Size, float Eps, float FirstDecay, float SecondDecay);
