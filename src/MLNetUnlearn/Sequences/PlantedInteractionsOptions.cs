using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Sequences;

/// <summary>Options of <see cref="PlantedInteractions"/>.</summary>
public sealed record PlantedInteractionsOptions
{
    /// <summary>The number of users, 1 to 10,000,000. Default 3,000.</summary>
    public int Users { get; init; } = 3_000;

    /// <summary>The number of rings of items, 1 to 1,000,000. Default 30.</summary>
    public int Rings { get; init; } = 30;

    /// <summary>The number of items on each ring, 2 to 1,000,000. Default 20, which makes 600 items.</summary>
    public int ItemsPerRing { get; init; } = 20;

    /// <summary>The probability that a user goes on to the next item of the ring, 0 to 1. Default 0.8.</summary>
    public double Follow { get; init; } = 0.8;

    /// <summary>The least number of interactions of a user, 1 to 10,000. Default 5.</summary>
    public int MinimumLength { get; init; } = 5;

    /// <summary>The mean number of interactions of a user, <see cref="MinimumLength"/> to 10,000. Default 9.</summary>
    public double MeanLength { get; init; } = 9;

    /// <summary>Equal options give equal interactions, on every platform. Default 1.</summary>
    public int Seed { get; init; } = 1;

    internal void Validate(string parameterName) => new OptionProblems(nameof(PlantedInteractionsOptions))
        .Require(Users is >= 1 and <= 10_000_000, nameof(Users), Users, "1 to 10000000")
        .Require(Rings is >= 1 and <= 1_000_000, nameof(Rings), Rings, "1 to 1000000")
        .Require(ItemsPerRing is >= 2 and <= 1_000_000, nameof(ItemsPerRing), ItemsPerRing, "2 to 1000000")
        .Require((long)Rings * ItemsPerRing <= int.MaxValue, $"{nameof(Rings)} × {nameof(ItemsPerRing)}", (long)Rings * ItemsPerRing,
            $"at most {int.MaxValue}")
        .Require(Follow is >= 0 and <= 1, nameof(Follow), Follow, "0 to 1")
        .Require(MinimumLength is >= 1 and <= 10_000, nameof(MinimumLength), MinimumLength, "1 to 10000")
        .Require(MeanLength >= MinimumLength && MeanLength <= 10_000, nameof(MeanLength), MeanLength, "MinimumLength to 10000")
        .ThrowIfAny(parameterName);
}
