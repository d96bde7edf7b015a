using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Serving.Tests.Support;

/// <summary>Models small enough to be made for one test.</summary>
internal static class TestModels
{
    private static readonly Lazy<byte[]> Trained = new(Train);

    /// <summary>Counts whose order is known: of n items the first scores n, the next n − 1, and the last 1.</summary>
    public static CountingRecommenderTransformer Popularity(params string[] items)
    {
        var context = new MLContext(seed: 1);
        return Chain(context, Interactions(items)).Fit(Log(context, items)).LastTransformer;
    }

    /// <summary>The same as a package.</summary>
    public static string Package(TempFolder folder, string name, params string[] items)
    {
        var path = folder.File(name);
        new MLContext().Model.SavePackage(Popularity(items), path);
        return path;
    }

    /// <summary>The same in ML.NET's own file, behind the steps that make sequences of a log.</summary>
    public static string MLNetFile(TempFolder folder, string name, params string[] items)
    {
        var (context, path) = (new MLContext(seed: 1), folder.File(name));
        var log = Log(context, items);
        context.Model.Save(Chain(context, Interactions(items)).Fit(log), log.Schema, path);
        return path;
    }

    /// <summary>Counts of items that are keys 1 to 20 and no more, each bought once; or of items with these texts, which may repeat.</summary>
    public static CountingRecommenderTransformer Numbered(params string[] texts)
    {
        var (context, count) = (new MLContext(seed: 1), texts.Length == 0 ? 20 : texts.Length);
        var definition = SchemaDefinition.Create(typeof(Keys));
        definition["Sequence"].ColumnType = new VectorDataViewType(new KeyDataViewType(typeof(uint), count));
        if (texts.Length > 0)
            definition["Sequence"].AddAnnotation("KeyValues", texts, new VectorDataViewType(TextDataViewType.Instance, count));
        var data = context.Data.LoadFromEnumerable(
            [new Keys { Sequence = [.. Enumerable.Range(1, count).Select(key => (uint)key)] }], definition);
        return context.Transforms.PadAndSplitSequences("Sequence", count)
            .Append(context.SequentialRecommendation().Trainers.Popularity()).Fit(data).LastTransformer;
    }

    /// <summary>A network of 40 items, item01 to item40, the same one every time.</summary>
    public static SequentialRecommenderTransformer Network()
    {
        using var stream = new MemoryStream(Trained.Value);
        return new MLContext().Model.LoadPackage(stream);
    }

    private static EstimatorChain<CountingRecommenderTransformer> Chain(MLContext context, int length) =>
        Windows(context, length).Append(context.SequentialRecommendation().Trainers.Popularity());

    private static EstimatorChain<ITransformer> Windows(MLContext context, int length) =>
        context.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(context.Transforms.GroupIntoSequences("Sequence", "UserId", "Item"))
            .Append<ITransformer>(context.Transforms.PadAndSplitSequences("Sequence", length));

    private static int Interactions(string[] items) => items.Length * (items.Length + 1) / 2;

    private static IDataView Log(MLContext context, string[] items) => context.Data.LoadFromEnumerable(
        items.SelectMany((item, i) => Enumerable.Repeat(new Interaction { UserId = "u", ItemId = item }, items.Length - i)).ToArray());

    private sealed class Keys
    {
        public string UserId { get; set; } = "u";

        public uint[] Sequence { get; set; } = [];
    }

    private static byte[] Train()
    {
        var context = new MLContext(seed: 1);
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 60, Rings = 4, ItemsPerRing = 10 });
        using var model = Windows(context, 8)
            .Append(context.SequentialRecommendation().Trainers.SasRec(new SasRecOptions
            {
                EmbeddingSize = 8, Blocks = 1, Epochs = 2, Seed = 1, ValidationColumnName = null,
            }))
            .Fit(context.Data.LoadFromEnumerable(planted.Interactions)).LastTransformer;
        using var stream = new MemoryStream();
        context.Model.SavePackage(model, stream);
        return stream.ToArray();
    }
}
