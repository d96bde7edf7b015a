namespace MLNetUnlearn.Ranking;

/// <summary>A model's score is NaN: it has diverged, and nothing can be ranked with it.</summary>
internal sealed class NotANumberException() : InvalidOperationException("A model's score is no number (NaN); it cannot be ranked.");
