using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>
/// A project's log, and which of its interactions no model is trained on. That is settled by 'prepare': after something is forgotten, an item
/// that a model was trained on must not pass for one that it never saw.
/// </summary>
/// <param name="All">All interactions.</param>
/// <param name="Validation">The very interactions that are held out for validation.</param>
/// <param name="Test">The very interactions that are held out for the test.</param>
internal sealed record ProjectLog(InteractionLog All, IReadOnlySet<Interaction> Validation, IReadOnlySet<Interaction> Test)
{
    private const int ShortestSplit = 3; // one item to train on and two to hold out

    public IReadOnlyList<Interaction> Interactions => All.Interactions;

    /// <summary>Holds out each user's last two interactions; of users with fewer than three, none.</summary>
    public static ProjectLog Split(InteractionLog log)
    {
        var (validation, test) = (new HashSet<Interaction>(), new HashSet<Interaction>());
        foreach (var user in log.Interactions.GroupBy(line => line.UserId, StringComparer.Ordinal))
        {
            Interaction[] history = [.. InOrder(user)];
            if (history.Length < ShortestSplit)
                continue;
            validation.Add(history[^2]);
            test.Add(history[^1]);
        }
        return new(log, validation, test);
    }

    /// <summary>A user's interactions by time; equal times, and logs without any, keep the file's order.</summary>
    public static IEnumerable<Interaction> InOrder(IEnumerable<Interaction> user) => user.OrderBy(line => line.Timestamp);

    public bool IsHeldOut(Interaction line) => Validation.Contains(line) || Test.Contains(line);

    /// <summary>The log without some interactions; what was held out still is.</summary>
    public ProjectLog Without(Func<Interaction, bool> isGone) =>
        this with { All = All with { Interactions = [.. Interactions.Where(line => !isGone(line))] } };
}
