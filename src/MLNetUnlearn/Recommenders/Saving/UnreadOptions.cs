using System.Text.Json;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>Options as a file has them, until it is known of which type they are.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Options">Its options.</param>
internal sealed record UnreadOptions(string Model, JsonElement Options) : RecommenderOptions
{
    public override string Name => Model;

    /// <exception cref="InvalidOperationException">Always: nobody knows the network.</exception>
    public override SequenceModule CreateModule(int itemCount, int maximumLength) =>
        throw new InvalidOperationException($"The options of '{Name}' have not been read.");
}
