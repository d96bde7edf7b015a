using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Options of a model of your own without an options type: a function builds its network. A network with sizes to choose is better served by
/// an options record of its own, which is saved with the model.
/// </summary>
public sealed record CustomOptions : RecommenderOptions
{
    /// <summary>
    /// Builds the network, not yet initialised, for |V| items and windows of n, whenever one is needed: to train, to unlearn, to load. What
    /// is no <see cref="SequenceModule"/> can be put into a <see cref="PaddedModule"/>. Needed; default <see langword="null"/>. Not saved:
    /// to load a model, hand over options with the same function.
    /// </summary>
    [JsonIgnore]
    public Func<int, int, SequenceModule>? ModuleFactory { get; init; }

    /// <summary>The model's name in messages and files. Default <c>Custom</c>.</summary>
    public string ModelName { get; init; } = "Custom";

    /// <inheritdoc/>
    public override string Name => ModelName;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The function gave no network.</exception>
    public override SequenceModule CreateModule(int itemCount, int maximumLength) =>
        ModuleFactory?.Invoke(itemCount, maximumLength)
        ?? throw new InvalidOperationException($"{Name}: {nameof(ModuleFactory)} gave no network.");

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(!string.IsNullOrWhiteSpace(ModelName), nameof(ModelName), ModelName, "a name");
        problems.Require(ModuleFactory is not null, nameof(ModuleFactory), null, "a function that builds the network");
    }

    internal override RecommenderTrainerOptions CompletedBy(
        RecommenderTrainerOptions example, Func<string, JsonElement, RecommenderTrainerOptions> read) =>
        this with { ModuleFactory = ((CustomOptions)example).ModuleFactory };
}
