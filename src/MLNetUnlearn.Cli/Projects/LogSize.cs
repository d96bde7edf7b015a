using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>How large a log is.</summary>
internal sealed record LogSize(int Users, int Items, int Interactions)
{
    /// <summary>The share of all pairs of a user and an item that are not there.</summary>
    public double Sparsity => Users == 0 || Items == 0 ? 1 : 1 - (Interactions / ((double)Users * Items));

    public static LogSize Of(IReadOnlyList<Interaction> interactions) => new(
        interactions.Select(interaction => interaction.UserId).Distinct(StringComparer.Ordinal).Count(),
        interactions.Select(interaction => interaction.ItemId).Distinct(StringComparer.Ordinal).Count(), interactions.Count);
}
