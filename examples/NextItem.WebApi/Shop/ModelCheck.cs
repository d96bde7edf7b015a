using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;

namespace NextItem.WebApi.Shop;

/// <summary>Whether a model that was brought along can unlearn what the log holds, and not only serve.</summary>
internal static class ModelCheck
{
    private static readonly SasRecOptions _columns = new();

    /// <exception cref="InvalidOperationException">It cannot; all that is wrong is said.</exception>
    /// <exception cref="FormatException">The file is no package, or damaged.</exception>
    public static void Run(MLContext mlContext, string file, IReadOnlyCollection<History> histories)
    {
        using var model = mlContext.Model.LoadPackage(file); // a network: counts have nothing to unlearn from
        List<string> problems = [];
        if (NamesOf(model.Options) != NamesOf(_columns))
            problems.Add($"its columns must be {NamesOf(_columns)}, and are {NamesOf(model.Options)}");
        var items = model.AllItems().ToHashSet(StringComparer.Ordinal);
        if (items.Count < model.ItemCount)
            problems.Add($"{model.ItemCount - items.Count} of its items have the text of another one");
        var unknown = histories.SelectMany(history => history.Items).Where(item => !items.Contains(item)).Distinct().Count();
        if (unknown > 0)
            problems.Add($"it does not know {unknown} items of Data");
        if (problems.Count > 0)
            throw new InvalidOperationException($"Model: '{file}' cannot unlearn: {string.Join("; ", problems)}.");
    }

    private static string NamesOf(RecommenderOptions options) => string.Join(
        ", ", options.SequenceColumnName, options.TargetColumnName, options.UserColumnName, options.ForgetColumnName,
        options.ValidationColumnName);
}
