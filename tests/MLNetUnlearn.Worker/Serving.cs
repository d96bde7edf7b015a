using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Worker;

/// <summary>One process trains and saves, another loads and recommends.</summary>
internal static class Serving
{
    /// <summary>Writes chain.zip (log in, recommendations out), model.zip (the recommender alone) and, for each user, what they recommend.</summary>
    public static void Save(string folder)
    {
        var mlContext = new MLContext(seed: 1);
        var log = Data.Log(mlContext);
        var chain = Data.Sequences(mlContext)
            .Append(mlContext.Transforms.PadAndSplitSequences(maximumLength: 200))
            .Append(mlContext.SequentialRecommendation().Trainers.SasRec(Data.Options with { Epochs = 5 }))
            .Fit(log);
        mlContext.Model.Save(chain, log.Schema, Path.Combine(folder, "chain.zip"));
        Write(chain.Transform(log), Path.Combine(folder, "chain.saved.txt"));

        var users = Data.Users(mlContext);
        mlContext.Model.Save(chain.LastTransformer, users.Schema, Path.Combine(folder, "model.zip"));
        Write(chain.LastTransformer.Transform(users), Path.Combine(folder, "model.saved.txt"));
    }

    /// <summary>Loads both, and writes what they recommend.</summary>
    public static void Load(string folder)
    {
        var mlContext = new MLContext();
        var loaded = mlContext.Model.Load(Path.Combine(folder, "chain.zip"), out _);
        using var chain = mlContext.Model.Restore<SequentialRecommenderTransformer>(loaded);
        Write(chain.Transform(Data.Log(mlContext)), Path.Combine(folder, "chain.loaded.txt"));

        var model = mlContext.Model.Load(Path.Combine(folder, "model.zip"), out _);
        Write(model.Transform(Data.Users(mlContext)), Path.Combine(folder, "model.loaded.txt"));
    }

    /// <summary>How long a package takes to load and to save, in either form: medians of five.</summary>
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

    private static void Write(IDataView recommendations, string file)
    {
        using var writer = new StreamWriter(file);
        using var cursor = recommendations.GetRowCursor(recommendations.Schema.Where(column => column.Name is "UserId" or "Recommended" or "Score"));
        var user = cursor.GetGetter<ReadOnlyMemory<char>>(recommendations.Schema["UserId"]);
        var items = cursor.GetGetter<VBuffer<uint>>(recommendations.Schema["Recommended"]);
        var scores = cursor.GetGetter<VBuffer<float>>(recommendations.Schema["Score"]);
        (ReadOnlyMemory<char> id, VBuffer<uint> item, VBuffer<float> score) = (default, default, default);
        while (cursor.MoveNext())
        {
            user(ref id);
            items(ref item);
            scores(ref score);
            writer.WriteLine(
                $"{id}: {string.Join(' ', item.DenseValues())} | " +
                string.Join(' ', score.DenseValues().Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
        }
    }
}
