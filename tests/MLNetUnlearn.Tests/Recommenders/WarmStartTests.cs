using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Training goes on from a trained model, whatever the keys of the new data are.</summary>
[TestClass]
public sealed class WarmStartTests
{
    private const string Before = "u1: a b c d; u2: b c a d";
    private const string After = "u1: d x b a; u2: y x a b d"; // d 1, x 2, b 3, a 4, y 5; c is gone

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;

    public WarmStartTests() => _log = new LogLines(_mlContext, "SasRec", "Masked");

    private static SasRecOptions Options => SavedModels.Tiny with { Epochs = 3 };

    // A step so small that it moves no weight: what comes out is what training starts from.
    private static SasRecOptions Still => Options with { Epochs = 1, LearningRate = 1e-30 };

    [TestMethod]
    public void Items_are_carried_by_what_they_are_called_and_all_other_weights_as_they_are()
    {
        using var old = Fit(Options, Before);
        using var fresh = Fit(Still, After);

        using var model = Fit(Still, After, old);

        var (was, starts, now) = (Weights.Of(old.Module), Weights.Of(fresh.Module), Weights.Of(model.Module));
        float[][] expected =
        [
            new float[4], Row(was["items.weight"], 4), Row(starts["items.weight"], 2), Row(was["items.weight"], 2), Row(was["items.weight"], 1),
            Row(starts["items.weight"], 5),
        ];
        CollectionAssert.AreEqual(expected.SelectMany(row => row).ToArray(), now["items.weight"]);
        foreach (var name in now.Keys.Except(["items.weight"]))
            CollectionAssert.AreEqual(was[name], now[name], name);
        Assert.IsGreaterThan(10, now.Count);
        Assert.AreEqual(5, model.ItemCount);
    }

    [TestMethod]
    public void What_becomes_of_the_items_is_told()
    {
        using var old = Fit(Options, Before);

        using var model = Fit(Still, After, old);
        using var other = Fit(Still, "u1: p q r; u2: q r p", old);

        Assert.Contains("SasRec: goes on from a model of 4 items: 3 carried over, 2 new, 1 dropped.", _log.All);
        Assert.Contains("SasRec: goes on from a model of 4 items: 0 carried over, 3 new, 4 dropped.", _log.All);
        CollectionAssert.AreEqual(new[] { "SasRec: none of the items is one of the model's. Are their ids the same?" }, _log.Warnings);
    }

    [TestMethod]
    public void The_same_items_in_another_order_are_recommended_as_before()
    {
        using var old = Fit(Options, Before);

        using var model = Fit(Still, "u1: d c b a; u2: a b c d", old);

        Assert.AreEqual(Recommended(old, "a b c d", "b c"), Recommended(model, "d c b a", "b c"));
    }

    [TestMethod]
    public void It_learns_in_fewer_epochs_than_from_scratch()
    {
        var all = Views.Split(_mlContext, PlantedRing.Interactions());
        using var old = PlantedRing.Fit(_mlContext, Views.Split(_mlContext, PlantedRing.Interactions(users: 150)));
        var once = PlantedRing.Options with { Epochs = 1, BatchSize = 64 };
        var windows = Views.Window(_mlContext, all, PlantedRing.MaximumLength);

        using var warm = _mlContext.SequentialRecommendation().Trainers.SasRec(once).Fit(windows, old);
        using var cold = _mlContext.SequentialRecommendation().Trainers.SasRec(once).Fit(windows);

        double Ndcg(SequentialRecommenderTransformer model) => _mlContext.SequentialRecommendation().Evaluate(model, all).NdcgAt(10);
        Assert.IsGreaterThan(Ndcg(cold) + 0.1, Ndcg(warm));
    }

    [TestMethod]
    public void The_same_start_gives_the_same_weights_and_leaves_the_old_model_as_it_was()
    {
        using var old = Fit(Options, Before);
        var before = Weights.Of(old.Module);

        using var one = Fit(Options, After, old);
        using var two = Fit(Options, After, old);

        Weights.AssertEqual(Weights.Of(one.Module), Weights.Of(two.Module));
        Weights.AssertEqual(before, Weights.Of(old.Module));
        Assert.IsGreaterThan(0.001, Weights.Distance(Weights.Of(one.Module), Weights.Of(Fit(Still, After, old).Module)));
    }

    [TestMethod]
    public void A_saved_model_is_gone_on_from_as_from_the_model_itself()
    {
        using var old = Fit(Options, Before);
        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, old));

        using var expected = Fit(Options, After, old);
        using var actual = Fit(Options, After, loaded);

        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(actual.Module));
    }

    [TestMethod]
    public void Rows_behind_the_items_and_other_tables_of_their_rows_are_carried_too()
    {
        // Both data have 4 items, as many as the weight that has nothing to do with them has rows.
        var options = new MaskedOptions { EmbeddingSize = 2, Epochs = 1, Seed = 1 };
        using var old = Fit(options, Before);
        var rows = Enumerable.Range(0, 6).Select(row => 10f * row).ToArray();
        foreach (var (name, weight) in old.Module.named_parameters())
            Weights.Set(weight, name == "_bias" ? rows : [.. Enumerable.Range(0, (int)weight.numel()).Select(i => i < 2 ? 0 : (float)i)]);

        using var model = Fit(options with { LearningRate = 1e-30 }, "u1: d x b a; u2: x a b d", old);

        var now = Weights.Of(model.Module);
        foreach (var table in new[] { "_items.weight", "_inputs.weight" })
        {
            CollectionAssert.AreEqual(new float[] { 0, 0, 8, 9 }, now[table][..4], table);
            CollectionAssert.AreEqual(new float[] { 4, 5, 2, 3, 10, 11 }, now[table][6..], table);
        }
        CollectionAssert.AreEqual(new float[] { 0, 40, 0, 20, 10, 50 }, now["_bias"]);
        CollectionAssert.AreEqual(new float[] { 0, 0, 2, 3, 4, 5, 6, 7 }, now["_other.weight"]);
    }

    [TestMethod]
    public void The_mask_and_the_positions_of_Bert4Rec_are_carried()
    {
        var options = new Bert4RecOptions { EmbeddingSize = 4, Heads = 2, Blocks = 1, Epochs = 1, Seed = 1 };
        using var old = Fit(options, Before);

        using var model = Fit(options with { LearningRate = 1e-30, Seed = 2 }, After, old);

        var (was, now) = (Weights.Of(old.Module), Weights.Of(model.Module));
        CollectionAssert.AreEqual(Row(was["items.weight"], 5), Row(now["items.weight"], 6), "the mask");
        CollectionAssert.AreEqual(Row(was["items.weight"], 4), Row(now["items.weight"], 1), "d");
        CollectionAssert.AreEqual(was["positions.weight"], now["positions.weight"]);
    }

    [TestMethod]
    public void A_table_with_two_names_is_carried_once()
    {
        using var old = Fit(new TwoNamesOptions { Epochs = 1, Seed = 1 }, Before);

        using var model = Fit(new TwoNamesOptions { Epochs = 1, Seed = 1, LearningRate = 1e-30 }, After, old);

        var (was, now) = (Weights.Of(old.Module).Values.First(), Weights.Of(model.Module).Values.First());
        CollectionAssert.AreEqual(was[32..40], now[8..16]);                                     // d
        CollectionAssert.AreEqual(was[8..16], now[32..40]);                                     // a
    }

    [TestMethod]
    public void Keys_without_values_are_carried_by_their_number()
    {
        var options = Options with { UserColumnName = null };
        IDataView Raw(params RawSequence[] rows) => Views.Window(_mlContext, Samples.RawSequences(_mlContext, rows));
        var raw = Raw(new RawSequence { Sequence = [1, 2, 3, 4] });
        var named = Views.Windows(_mlContext, "u1: " + string.Join(" ", Enumerable.Range(1, 20).Select(i => $"i{i}")));
        using var old = _mlContext.SequentialRecommendation().Trainers.SasRec(options).Fit(raw);

        foreach (var view in new[] { raw, named })
        {
            using var model = _mlContext.SequentialRecommendation().Trainers.SasRec(options with { Epochs = 1, LearningRate = 1e-30, Seed = 8 }).Fit(view, old);
            Assert.IsLessThan(1e-20, Weights.Distance(Weights.Of(old.Module), Weights.Of(model.Module)));
        }
        using var other = Fit(Options, Before);
        AssertRefused(
            "SasRec: The number of keys of 'Sequence' is 20; it must be 4, as in the model to go on from, where only one of the two says what "
            + "its keys stand for. (Parameter 'model')",
            () => _mlContext.SequentialRecommendation().Trainers.SasRec(options).Fit(raw, other));
    }

    [TestMethod]
    public void All_that_does_not_fit_is_named_at_once()
    {
        using var old = Fit(Options, Before);
        using var masked = Fit(new MaskedOptions { EmbeddingSize = 4, Epochs = 1, Seed = 1 }, Before);
        var windows = Views.Windows(_mlContext, After, maximumLength: 5);

        AssertRefused(
            "SasRec: The length of windows in 'Sequence' is 5; it must be 4, as in the model to go on from. EmbeddingSize is 8; it must be 4, "
            + "as in the model to go on from. Blocks is 2; it must be 1, as in the model to go on from. Heads is 2; it must be 1, as in the "
            + "model to go on from. (Parameter 'model')",
            () => _mlContext.SequentialRecommendation().Trainers
                .SasRec(Options with { EmbeddingSize = 8, Blocks = 2, Heads = 2 }).Fit(windows, old));
        AssertRefused(
            "SasRec: The length of windows in 'Sequence' is 5; it must be 4, as in the model to go on from. The options type of the "
            + "model to go on from is 'MaskedOptions'; it must be SasRecOptions. (Parameter 'model')",
            () => _mlContext.SequentialRecommendation().Trainers.SasRec(Options).Fit(windows, masked));
        AssertRefused(
            "Masked: Weight '_other.weight' of the model to go on from is '4×4'; it must be 3×4. (Parameter 'model')",
            () => Fit(new MaskedOptions { EmbeddingSize = 4, OtherRows = 3 }, After, masked));
    }

    [TestMethod]
    public void Weights_that_are_not_a_row_per_item_need_the_same_items()
    {
        var options = new TableOptions { Epochs = 1, Seed = 1 };
        using var old = Fit(options, Before);

        using var same = Fit(options with { LearningRate = 1e-30 }, Before, old);

        Weights.AssertEqual(Weights.Of(old.Module), Weights.Of(same.Module));
        AssertRefused(
            "Table: Weight '_items.weight' is sized by the items, but not by a row for each; the items must be those of the model to go on from. "
            + "Weight '_rows.weight' is sized by the items, but not by a row for each; the items must be those of the model to go on from. "
            + "(Parameter 'model')",
            () => Fit(options, "u1: d c b a; u2: a b c d", old));
    }

    [TestMethod]
    public void A_disposed_model_and_null_are_refused()
    {
        var old = Fit(Options, Before);
        old.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => Fit(Options, After, old));
        Assert.AreEqual("model", Assert.ThrowsExactly<ArgumentNullException>(() => _mlContext.SequentialRecommendation().Trainers
            .SasRec(Options).Fit(Views.Windows(_mlContext, After), null!)).ParamName);
    }

    [TestMethod]
    public void A_warm_start_that_breaks_off_goes_on_to_the_same_weights_from_the_same_model_only()
    {
        using var folder = new TempFolder();
        using var old = Fit(Options, Before);
        using var another = Fit(Options with { Seed = 9 }, Before);
        var options = Options with { Checkpoint = new CheckpointOptions { FilePath = folder.File("run.checkpoint") } };
        using var expected = Fit(Options, After, old);
        void BreakOff(SequentialRecommenderTransformer? start) => Assert.ThrowsExactly<OperationCanceledException>(() => Fit(
            options with { Progress = new Listener<TrainingProgress>(at => Cancel(at.Epoch == 2)) }, After, start));

        BreakOff(old);
        Assert.StartsWith(
            $"SasRec: '{folder.File("run.checkpoint")}' is the checkpoint of another run (SasRec), ",
            Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options, After, another)).Message);
        Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options, After));
        using var resumed = Fit(options, After, old);

        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(resumed.Module));
        Assert.Contains($"SasRec: goes on after epoch 2, from '{folder.File("run.checkpoint")}'.", _log.All);
        BreakOff(null);
        Assert.ThrowsExactly<InvalidOperationException>(() => Fit(options, After, old));
    }

    private static void Cancel(bool now)
    {
        if (now)
            throw new OperationCanceledException();
    }

    private static float[] Row(float[] table, int row) => table[(4 * row)..(4 * (row + 1))];

    private static void AssertRefused(string message, Action fit) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(fit).Message);

    private SequentialRecommenderTransformer Fit(RecommenderOptions options, string text, SequentialRecommenderTransformer? start = null)
    {
        var (trainer, windows) = (_mlContext.SequentialRecommendation().Trainers.Custom(options), Views.Windows(_mlContext, text));
        return start is null ? trainer.Fit(windows) : trainer.Fit(windows, start);
    }

    // What a model recommends for the second sequence; the first lists its vocabulary.
    private string Recommended(SequentialRecommenderTransformer model, string vocabulary, string sequence)
    {
        var recommended = model.Transform(Samples.Sequences(_mlContext, $"v: {vocabulary}; u: {sequence}"));
        var named = _mlContext.Transforms.Conversion.MapKeyToValue("Recommended").Fit(recommended).Transform(recommended);
        return Cells.Rows(named, "Recommended", "Score")[1];
    }
}
