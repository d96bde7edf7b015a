namespace MLNetUnlearn.Unlearning;

/// <summary>What drives the scores of the pairs to forget down.</summary>
public enum ForgettingLoss
{
    /// <summary>mean log σ(s): pulls without end.</summary>
    GradientAscent,

    /// <summary>NPO's loss: its pull dies as the item's probability falls below the original's.</summary>
    NegativePreference,
}
