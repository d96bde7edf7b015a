using Microsoft.ML;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Cli.Models;

/// <summary>Model files, by their extension: <c>.zip</c> is ML.NET's own, <c>.mlnu</c> a package.</summary>
internal static class ModelFile
{
    public const string Extensions = "a package (.mlnu) or ML.NET's own file (.zip)";

    /// <summary>What is wrong with the name of a file that is to be written.</summary>
    public static IEnumerable<string> ExtensionProblemsOf(string option, string? path) =>
        path is null || IsZip(path) || HasExtension(path, ".mlnu") ? []
            : [$"{option} is '{path}'; it must end in .mlnu, a package, or .zip, ML.NET's own file."];

    /// <summary>Writes a model; with a <c>.zip</c> the steps from interactions go before it.</summary>
    public static void Write(MLContext mlContext, RecommenderTransformer model, ItemSequences sequences, string path)
    {
        if (!IsZip(path))
        {
            mlContext.Model.SavePackage(model, path);
            return;
        }
        var serving = sequences.Grouping.Fit(sequences.Log).Append(model);
        AtomicFile.Write(path, stream => mlContext.Model.Save(serving, sequences.Log.Schema, stream));
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="DataException">The file is not there, or holds no model.</exception>
    public static RecommenderTransformer Read(MLContext mlContext, string path)
    {
        FileProblems.ThrowIfAny([.. FileProblems.MissingOf("model", path)]);
        try
        {
            return IsZip(path)
                ? mlContext.Model.Restore<RecommenderTransformer>(mlContext.Model.Load(path, out _)).LastTransformer
                : mlContext.Model.LoadPackage<RecommenderTransformer>(path);
        }
#pragma warning disable CA1031 // ML.NET has many ways to say that a file is none of its own.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new DataException($"'{path}' holds no recommender: {exception.Message}", exception);
        }
    }

    /// <summary>The model with a question of its own.</summary>
    public static RecommenderTransformer Asked(RecommenderTransformer model, RecommendationOptions options) => model switch
    {
        SequentialRecommenderTransformer network => network.With(options),
        CountingRecommenderTransformer counts => counts.With(options),
        _ => throw new InvalidOperationException($"A model of kind {model.Options.Name} cannot be asked by this tool."),
    };

    private static bool IsZip(string path) => HasExtension(path, ".zip");

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
