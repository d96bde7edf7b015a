using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using static MLNetUnlearn.Tests.Persistence.Reloading;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Baselines saved and loaded: what was counted comes back whole, and forged counts are refused.</summary>
[TestClass]
public sealed class CountedPackageTests
{
    private const string Weights = "weights.safetensors";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _split;
    private readonly CountingRecommenderTransformer _popularity;
    private readonly CountingRecommenderTransformer _knn;

    public CountedPackageTests()
    {
        _split = Views.Split(_mlContext, SavedModels.Users);
        var windows = Views.Window(_mlContext, _split);
        var trainers = _mlContext.SequentialRecommendation().Trainers;
        _popularity = trainers.Popularity(new PopularityOptions { TopK = 4, ExcludeSeen = false }).Fit(windows);
        _knn = trainers.ItemKnn(new ItemKnnOptions { TopK = 4, Neighbors = 3, Shrinkage = 0.1, Decay = 0.7 }).Fit(windows);
    }

    [TestMethod]
    public void A_package_gives_the_same_model()
    {
        foreach (var model in new[] { _popularity, _knn })
        {
            var package = Package(model);

            var loaded = Load<CountingRecommenderTransformer>(package);

            Assert.AreEqual(model.Options, loaded.Options);
            Assert.AreEqual((6, 4), (loaded.ItemCount, loaded.MaximumLength));
            CollectionAssert.AreEqual(Cells.Rows(model.Transform(_split)), Cells.Rows(loaded.Transform(_split)), model.Options.Name);
            CollectionAssert.AreEqual(package, Package(loaded), model.Options.Name);
        }
    }

    [TestMethod]
    public void A_package_in_a_file_gives_the_same_model()
    {
        using var file = new TempFile("");
        _mlContext.Model.SavePackage(_knn, file.Path);

        var loaded = _mlContext.Model.LoadPackage<RecommenderTransformer>(file.Path);

        CollectionAssert.AreEqual(Cells.Rows(_knn.Transform(_split)), Cells.Rows(loaded.Transform(_split)));
    }

    [TestMethod]
    public void ML_NETs_file_gives_a_model_that_works_and_the_same_one_after_Restore()
    {
        foreach (var model in new[] { _popularity, _knn })
        {
            var loaded = Reload(model, _split.Schema, out _);
            var restored = _mlContext.Model.Restore<CountingRecommenderTransformer>(loaded).LastTransformer;

            AssertSame(model.Transform(_split), loaded.Transform(_split), "Recommended", "Score");
            AssertSame(model.Transform(_split), restored.Transform(_split), "Recommended", "Score");
            Assert.AreEqual(model.Options, restored.Options);
            var recommendation = _mlContext.SequentialRecommendation();
            CollectionAssert.AreEqual(
                recommendation.Evaluate(model, _split).Ranks.ToArray(), recommendation.Evaluate(restored, _split).Ranks.ToArray());
        }
    }

    [TestMethod]
    public void A_model_of_another_kind_is_named()
    {
        using var network = SavedModels.Fit(_mlContext);

        var notNetwork = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Model.LoadPackage(new MemoryStream(Package(_knn))));
        var notCounts = Assert.ThrowsExactly<InvalidOperationException>(() => Load<CountingRecommenderTransformer>(Package(network)));

        Assert.AreEqual(
            "The stream holds a model ItemKnn, which is a CountingRecommenderTransformer, not a SequentialRecommenderTransformer. " +
            "Read it with LoadPackage<CountingRecommenderTransformer>.",
            notNetwork.Message);
        Assert.AreEqual(
            "The stream holds a model SasRec, which is a SequentialRecommenderTransformer, not a CountingRecommenderTransformer. " +
            "Read it with LoadPackage<SequentialRecommenderTransformer>.",
            notCounts.Message);
        Load<RecommenderTransformer>(Package(_popularity));
    }

    [TestMethod]
    public void Counts_of_another_model_are_refused() => AssertRefused(
        "they are counts instead of neighbours.lengths, neighbours.items, neighbours.similarities",
        PackageBytes.With(Package(_popularity), "manifest.json", "\"Popularity\"", "\"ItemKnn\""));

    [TestMethod]
    public void Counts_of_another_number_of_items_are_refused() => AssertRefused(
        "counts I32 7 is there instead of counts I32 6",
        PackageBytes.With(Package(_popularity), "vocabulary.json", "\"Count\":6", "\"Count\":5"), ",\"f\"");

    [TestMethod]
    [DataRow(0, -1, "'counts' holds a negative number")]
    [DataRow(3, int.MinValue, "'counts' holds a negative number")]
    public void Forged_counts_are_refused(int place, int value, string problem) =>
        AssertRefused(problem, Forged(_popularity, "counts", place, value));

    [TestMethod]
    [DataRow("neighbours.items", 1, 0, "'neighbours.items' holds a number that is no item's")]
    [DataRow("neighbours.items", 1, 7, "'neighbours.items' holds a number that is no item's")]
    [DataRow("neighbours.lengths", 2, -3, "'neighbours.lengths' holds a negative number")]
    [DataRow("neighbours.similarities", 0, 0, "'neighbours.similarities' holds a number that is not above 0")]
    [DataRow("neighbours.similarities", 0, 0x7F800000, "'neighbours.similarities' holds a number that is not above 0")]
    [DataRow("neighbours.similarities", 0, 0x7FC00000, "'neighbours.similarities' holds a number that is not above 0")]
    public void Forged_neighbours_are_refused(string tensor, int place, int bits, string problem) =>
        AssertRefused(problem, Forged(_knn, tensor, place, bits));

    [TestMethod]
    public void Lengths_that_do_not_add_up_are_refused()
    {
        var exception = Assert.ThrowsExactly<FormatException>(
            () => Load<RecommenderTransformer>(Forged(_knn, "neighbours.lengths", 1, int.MaxValue)));

        Assert.StartsWith("The stream cannot be read. The counts do not fit the model: neighbours.items I32 ", exception.Message);
    }

    private void AssertRefused(string problem, byte[] package, string dropped = "")
    {
        if (dropped.Length > 0)
            package = PackageBytes.With(package, "vocabulary.json", dropped, "");
        var exception = Assert.ThrowsExactly<FormatException>(() => Load<RecommenderTransformer>(package));
        Assert.AreEqual($"The stream cannot be read. The counts do not fit the model: {problem}.", exception.Message);
    }

    /// <summary>A sealed package in which four bytes of a tensor are others.</summary>
    private byte[] Forged(RecommenderTransformer model, string tensor, int place, int bits) =>
        PackageBytes.With(Package(model), Weights, content =>
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(content);
            using var header = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(content, 8, length));
            var start = 8 + length + header.RootElement.GetProperty(tensor).GetProperty("data_offsets")[0].GetInt32();
            MemoryMarshal.Write(content.AsSpan(start + (4 * place)), bits);
            return content;
        });

    private byte[] Package(RecommenderTransformer model)
    {
        var stream = new MemoryStream();
        _mlContext.Model.SavePackage(model, stream);
        return stream.ToArray();
    }

    private TTransformer Load<TTransformer>(byte[] package) where TTransformer : RecommenderTransformer =>
        _mlContext.Model.LoadPackage<TTransformer>(new MemoryStream(package));
}
