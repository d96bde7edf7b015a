using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using static MLNetUnlearn.Tests.Recommenders.Shards.ShardUsers;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>Which folders of states are refused.</summary>
[TestClass]
public sealed class SisaFolderTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TempFolder _temp = new();

    private string Folder => _temp.File("states");

    private IDataView Forgotten => Views.Window(_mlContext, Views.Partitioned(_mlContext, Split(_mlContext), "u3 d; u7 e; u13 i"));

    public void Dispose() => _temp.Dispose();

    [TestMethod]
    public void Folders_of_other_runs_are_refused()
    {
        using var original = Train(_mlContext, Plain with { StateFolder = Folder });

        AssertRefused("seed 5 (here 6)", () => Train(_mlContext, Plain with { StateFolder = Folder, Seed = 6 }));
        AssertRefused("seed 5 (here 7)", () => _mlContext.Unlearning()
            .Sisa(original, new SisaUnlearningOptions { Seed = 7 }).Fit(Forgotten));
        AssertRefused("other options", () => Train(_mlContext, Plain with { StateFolder = Folder, Slices = 2 }));
        AssertRefused("other options", () => Train(
            _mlContext, Plain with { StateFolder = Folder, Recommender = SavedModels.Tiny with { Dropout = 0.3 } }));
        AssertRefused("other items, windows of 4 items (here 3)", () => Train(
            _mlContext, Plain with { StateFolder = Folder }, Views.Windows(_mlContext, "u1: a b c d; u2: d c a", 3)));
        using var same = Train(_mlContext, Plain with { StateFolder = Folder, TopK = 2, ExcludeSeen = true });
        Assert.IsEmpty(Different(original, same));
    }

    [TestMethod]
    public void A_folder_without_states_is_refused()
    {
        using var original = Train(_mlContext, Plain with { StateFolder = Folder });

        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => _mlContext.Unlearning().Sisa(original, _temp.File("none")).Fit(Forgotten));

        Assert.AreEqual($"Sisa: there are no states in folder '{_temp.File("none")}'.", exception.Message);
        Assert.IsFalse(Directory.Exists(_temp.File("none")));
    }

    [TestMethod]
    public void A_damaged_state_is_named()
    {
        using var original = Train(_mlContext, Plain with { StateFolder = Folder });
        var file = Path.Combine(Folder, StateOf(1, 0));
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        var exception = Assert.ThrowsExactly<FormatException>(() => _mlContext.Unlearning().Sisa(original).Fit(Forgotten));

        Assert.AreEqual($"State '{file}' cannot be read. It is damaged: its contents do not match its seal.", exception.Message);
    }

    [TestMethod]
    public void A_folder_that_cannot_be_made_is_an_error()
    {
        File.WriteAllText(_temp.File("file"), "");

        var exception = Assert.ThrowsExactly<IOException>(
            () => Train(_mlContext, Plain with { StateFolder = Path.Combine(_temp.File("file"), "states") }));

        Assert.StartsWith($"'{Path.Combine(_temp.File("file"), "states")}' cannot be written: ", exception.Message);
    }

    [TestMethod]
    public void The_folder_has_to_have_a_name()
    {
        using var original = Train(_mlContext, Plain);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Unlearning().Sisa(original, " "));

        Assert.AreEqual("Sisa: StateFolder is ' '; it must be a folder or null. (Parameter 'options')", exception.Message);
    }

    private void AssertRefused(string difference, Func<SequentialRecommenderTransformer> run) => Assert.AreEqual(
        $"Sisa: folder '{Folder}' holds the states of another run: {difference}. Take another folder, or delete it. " +
        "Without a seed in the options or in MLContext, every process is another run.",
        Assert.ThrowsExactly<InvalidOperationException>(run).Message);
}
