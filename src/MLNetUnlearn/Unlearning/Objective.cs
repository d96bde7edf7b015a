namespace MLNetUnlearn.Unlearning;

/// <summary>One of the losses that a step of a method minimises.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Loss">A scalar.</param>
/// <param name="Weight">What the loss counts, 0 or above; rules see the loss times its weight.</param>
public sealed record Objective(string Name, Tensor Loss, double Weight = 1)
{
    /// <summary>
    /// Whether this is what forgets: <see cref="GradientUnlearningOptions.ForgettingSchedule"/> scales its weight. Default false.
    /// </summary>
    public bool Forgets { get; init; }

    /// <summary>Whether the loss is never below 0; those of gradient ascent are. Default true.</summary>
    public bool IsNonNegative { get; init; } = true;
}
