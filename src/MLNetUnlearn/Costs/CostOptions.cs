using MLNetUnlearn.Options;

namespace MLNetUnlearn.Costs;

/// <summary>How costs are measured.</summary>
public sealed record CostOptions
{
    /// <summary>The milliseconds between two looks at the process's memory, at least 1. Default 20.</summary>
    public int MemoryEveryMilliseconds { get; init; } = 20;

    internal void Check() => new OptionProblems(nameof(CostOptions))
        .RequireCount(nameof(MemoryEveryMilliseconds), MemoryEveryMilliseconds).ThrowIfAny("options");
}
