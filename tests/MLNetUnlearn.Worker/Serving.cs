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
        // Row by row, as a loaded recommender works without Restore: batches may differ from rows in the scores' last bits.
        var mapper = chain.LastTransformer.GetRowToRowMapper(users.Schema);
        var rows = users.GetRowCursor(users.Schema);
        using var row = mapper.GetRow(rows, mapper.OutputSchema); // disposes the cursor
        Write(row, rows.MoveNext, Path.Combine(folder, "model.saved.txt"));
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

    private static void Write(IDataView recommendations, string file)
    {
        using var cursor = recommendations.GetRowCursor(
            recommendations.Schema.Where(column => column.Name is "UserId" or "Recommended" or "Score"));
        Write(cursor, cursor.MoveNext, file);
    }

    private static void Write(DataViewRow row, Func<bool> moveNext, string file)
    {
        using var writer = new StreamWriter(file);
        var user = row.GetGetter<ReadOnlyMemory<char>>(row.Schema["UserId"]);
        var items = row.GetGetter<VBuffer<uint>>(row.Schema["Recommended"]);
        var scores = row.GetGetter<VBuffer<float>>(row.Schema["Score"]);
        (ReadOnlyMemory<char> id, VBuffer<uint> item, VBuffer<float> score) = (default, default, default);
        while (moveNext())
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
