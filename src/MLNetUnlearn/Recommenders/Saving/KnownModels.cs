using System.Text.Json;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Recommenders.Saving;

/// <summary>The models whose options can be read back by their name: one line for each.</summary>
internal static class KnownModels
{
    private static readonly RecommenderTrainerOptions[] _all =
    [
        new SasRecOptions(),
        new Gru4RecOptions(),
        new Bert4RecOptions(),
        new PopularityOptions(),
        new ItemKnnOptions(),
        new SisaOptions(),
    ];

    /// <summary>Reads a model's options.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="json">Its options.</param>
    /// <param name="custom">Examples of options of a user's own types; they come before ours.</param>
    /// <exception cref="FormatException">There is no such model, or options are out of range.</exception>
    /// <exception cref="JsonException">An option is unknown or has another type.</exception>
    public static RecommenderTrainerOptions Read(string name, JsonElement json, IReadOnlyList<RecommenderOptions> custom)
    {
        RecommenderTrainerOptions[] known = [.. custom, .. _all];
        var example = known.FirstOrDefault(options => options.Name == name) ?? throw new FormatException(
            $"It holds a model '{name}', which is none of {string.Join(", ", known.Select(options => options.Name))}. " +
            "For a model of your own, hand an example of its options to LoadPackage, or to Restore after Load.");
        var read = ((RecommenderTrainerOptions)OptionsJson.Read(json, example.GetType())).CompletedBy(
            example, (inner, options) => Read(inner, options, custom));
        var problems = new OptionProblems(name);
        read.Check(problems);
        problems.ThrowIfAny("options");
        return read;
    }
}
