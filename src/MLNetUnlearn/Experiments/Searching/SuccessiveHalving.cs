using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>
/// Many points with few epochs, the best of them with more, and so on (Jamieson and Talwalkar, AISTATS 2016). Each round trains from
/// scratch, as a schedule that ends earlier is another training.
/// </summary>
public sealed record SuccessiveHalving
{
    /// <summary>Epochs of the first round, at least 1. Default 20.</summary>
    public int MinimumEpochs { get; init; } = 20;

    /// <summary>Epochs that no round exceeds, at least <see cref="MinimumEpochs"/>. Default 180.</summary>
    public int MaximumEpochs { get; init; } = 180;

    /// <summary>
    /// η: one of so many trials goes on to the next round, at least one, with so many times the epochs; at least 2. Default 3.
    /// </summary>
    public int ReductionFactor { get; init; } = 3;

    /// <summary>How many trials each round has at most, and with how many epochs.</summary>
    internal IEnumerable<(int Trials, int? Epochs)> Rounds(int trials)
    {
        for (long epochs = MinimumEpochs; epochs <= MaximumEpochs; epochs *= ReductionFactor)
        {
            yield return (trials, (int)epochs);
            trials = Math.Max(1, trials / ReductionFactor);
        }
    }

    internal void Check(OptionProblems problems)
    {
        problems.RequireCount(nameof(MinimumEpochs), MinimumEpochs);
        problems.Require(MaximumEpochs >= MinimumEpochs, nameof(MaximumEpochs), MaximumEpochs, $"at least {nameof(MinimumEpochs)}");
        problems.Require(ReductionFactor >= 2, nameof(ReductionFactor), ReductionFactor, "at least 2");
    }
}
