using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Worker;

/// <summary>How long models of real size take to save and to load; run by hand.</summary>
internal static class Timing
{
    /// <summary>Trains for one epoch on a file of interactions and writes the model's package.</summary>
    public static void Package(string data, string package)
    {
        var mlContext = new MLContext(seed: 1);
        var interactions = InteractionFile.Read(data);
        var log = mlContext.Data.LoadFromEnumerable(interactions.Interactions);
        using var model = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences(timestampColumnName: interactions.HasTimestamps ? "Timestamp" : null))
            .Append(mlContext.Transforms.SplitLeaveOneOut())
            .Append(mlContext.Transforms.PadAndSplitSequences())
            .Append(mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions { Epochs = 1 }))
            .Fit(log).LastTransformer;
        mlContext.Model.SavePackage(model, package);
    }

    /// <summary>Saves and loads a package's model in either form: medians of five, and the first.</summary>
    public static void Time(string package)
    {
        var mlContext = new MLContext();
        using var model = mlContext.Model.LoadPackage(package);
        var zip = new MemoryStream();
        Report("SavePackage", () => mlContext.Model.SavePackage(model, package));
        Report("LoadPackage", () => mlContext.Model.LoadPackage(package).Dispose());
        Report("Model.Save", () => mlContext.Model.Save(model, null, zip = new MemoryStream()));
        Report("Model.Load", () => mlContext.Model.Load(new MemoryStream(zip.ToArray()), out _));
        Report("Model.Load and Restore", () =>
            mlContext.Model.Restore<ITransformer>(mlContext.Model.Load(new MemoryStream(zip.ToArray()), out _)).Dispose());
    }

    private static void Report(string what, Action action)
    {
        var seconds = new List<double>();
        for (var run = 0; run < 5; run++)
        {
            var clock = Stopwatch.StartNew();
            action();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }
        Console.WriteLine(FormattableString.Invariant($"{what}: {seconds.Order().ElementAt(2):F3} s, first {seconds[0]:F3} s"));
    }
}
