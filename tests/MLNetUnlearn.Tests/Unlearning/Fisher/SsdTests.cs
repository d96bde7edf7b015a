using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning.Fisher;

/// <summary>Selective synaptic dampening.</summary>
[TestClass]
public sealed class SsdTests
{
    [TestMethod]
    [DataRow(1, 1.2, 0.7, DisplayName = "batches of one target")]
    [DataRow(100, 1.2, 0.7, DisplayName = "one batch")]
    [DataRow(1, 0.9, 3.0, DisplayName = "no weight grows")]
    [DataRow(1, 1.2, 0.0, DisplayName = "a constant of 0 deletes")]
    public void Weights_are_dampened_as_the_rule_says(int batchSize, double selection, double constant)
    {
        var table = new TableFisher();
        var (training, forget) = (table.Remain(batchSize > 1), table.Forgotten(batchSize > 1));

        using var unlearned = table.Context.Unlearning().Ssd(table.Model, new SsdOptions
        {
            SelectionWeight = selection, DampeningConstant = constant, BatchSize = batchSize, Seed = 4,
        }).Fit(table.Windows);

        var (before, after, dampened) = (Weights.Of(table.Model.Module), Weights.Of(unlearned.Module), 0);
        foreach (var (name, weights) in before)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                var isSelected = forget[name][i] > selection * training[name][i];
                var expected = isSelected ? weights[i] * Math.Min(constant * training[name][i] / forget[name][i], 1) : weights[i];
                Assert.AreEqual(expected, after[name][i], 1e-5, $"{name}[{i}]");
                dampened += isSelected ? 1 : 0;
            }
        }
        Assert.IsTrue(dampened is > 3 and < 15, $"{dampened} of 24 are to be dampened");
    }

    [TestMethod]
    public void How_many_weights_were_dampened_and_the_diagonals_size_are_told()
    {
        var table = new TableFisher();
        var lines = new LogLines(table.Context, "Ssd");
        var (training, forget) = (table.Remain(asOneBatch: false), table.Forgotten(asOneBatch: false));
        var dampened = training.Sum(named => named.Value.Zip(forget[named.Key], (all, f) => f > 1.2 * all ? 1 : 0).Sum());

        table.Context.Unlearning().Ssd(table.Model, new SsdOptions { SelectionWeight = 1.2, BatchSize = 1 }).Fit(table.Windows);

        CollectionAssert.AreEqual(
            new[]
            {
                FormattableString.Invariant($"Ssd: {dampened} of 24 weights dampened, {dampened / 24.0:P2}, for 2 pairs to forget; ")
                + "the diagonal of 6 remaining windows has 96 bytes.",
            },
            lines.All[..^1]);                                                                    // the last one is the estimator's
    }

    [TestMethod]
    public void A_model_that_stays_as_it_is_is_warned_of()
    {
        var table = new TableFisher();
        var lines = new LogLines(table.Context, "Ssd");

        using var unlearned = table.Context.Unlearning().Ssd(table.Model, selectionWeight: 1e6).Fit(table.Windows);

        CollectionAssert.AreEqual(
            new[] { "Ssd: no weight was dampened; the result is the original. A lower SelectionWeight dampens more." }, lines.Warnings);
        Weights.AssertEqual(Weights.Of(table.Model.Module), Weights.Of(unlearned.Module));
    }

    [TestMethod]
    public void Cancelled_it_returns_the_original()
    {
        var table = new TableFisher();
        var lines = new LogLines(table.Context, "Ssd");

        using var unlearned = table.Context.Unlearning()
            .Ssd(table.Model, new SsdOptions { SelectionWeight = 1.2, CancellationToken = new CancellationToken(canceled: true) })
            .Fit(table.Windows);

        CollectionAssert.AreEqual(new[] { "Ssd: cancelled; the result is the original." }, lines.Warnings);
        Weights.AssertEqual(Weights.Of(table.Model.Module), Weights.Of(unlearned.Module));
    }

    [TestMethod]
    public void A_table_with_two_names_is_dampened_once()
    {
        var context = PlantedForgetting.Context;
        using var original = PlantedRing.Fit(context, PlantedForgetting.Split, new TwoNamesOptions { Epochs = 3, Seed = 3 });

        using var unlearned = context.Unlearning().Ssd(
            original, new SsdOptions { SelectionWeight = 1e-9, DampeningConstant = 1e-3, Seed = 1 }).Fit(PlantedForgetting.Windows);

        // Everything is selected: what remains of a weight is λ F / F_f, small but, applied once, far above its square.
        var (before, after) = (Weights.Of(original.Module), Weights.Of(unlearned.Module));
        foreach (var (name, weights) in before)
        {
            var shares = weights.Zip(after[name], (old, now) => Math.Abs(now / old)).Where(share => share > 0 && share < 1).Order().ToArray();
            Assert.IsTrue(shares[shares.Length / 2] is > 1e-4f and < 1e-2f, $"{name} {shares[shares.Length / 2]}");
        }
    }

    [TestMethod]
    public void Options_have_their_bounds()
    {
        var table = new TableFisher();
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => table.Context.Unlearning().Ssd(table.Model, new SsdOptions
        {
            SelectionWeight = 0, DampeningConstant = -1, FisherFile = "no-such-file", BatchSize = 0,
            Checkpoint = new() { FilePath = "run.checkpoint" },
        }));

        Assert.AreEqual(
            "Ssd: SelectionWeight is 0; it must be a finite number above 0. " +
            "DampeningConstant is -1; it must be a finite number, 0 or above. " +
            "FisherFile is 'no-such-file'; it must be a file that exists, or null. BatchSize is 0; it must be at least 1. " +
            "Checkpoint is 'run.checkpoint'; it must be null: there are no steps to go on from. (Parameter 'options')", exception.Message);
    }

    [TestMethod]
    public void Nothing_to_forget_is_an_error()
    {
        var table = new TableFisher();
        var windows = Views.Window(table.Context, Views.Partitioned(
            table.Context, DataViews.Samples.Sequences(table.Context, "u1: a b; u2: b c"), "u1 a"));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => table.Context.Unlearning().Ssd(table.Model).Fit(windows));

        Assert.StartsWith("Ssd: there is no pair to forget: no row has 'IsForget' true and an item before its target.", exception.Message);
    }

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void It_forgets_and_keeps_more_the_fewer_weights_it_selects(string model)
    {
        using var trained = PlantedRing.Fit(PlantedForgetting.Context, PlantedForgetting.Split, PlantedRing.OptionsOf(model));

        using var few = Dampened(trained, 7);
        using var again = Dampened(trained, 7);
        using var many = Dampened(trained, 2);

        Weights.AssertEqual(Weights.Of(few.Module), Weights.Of(again.Module));
        Assert.IsLessThan(ForgetHit(trained) - 0.02, ForgetHit(few));
        Assert.IsLessThan(ForgetHit(few) - 0.05, ForgetHit(many));
        Assert.IsGreaterThan(UtilityAt1(many) + 0.05, UtilityAt1(few));
    }

    private static SequentialRecommenderTransformer Dampened(SequentialRecommenderTransformer model, double selection) =>
        PlantedForgetting.Context.Unlearning().Ssd(model, new SsdOptions { SelectionWeight = selection, Seed = 5 })
            .Fit(PlantedForgetting.Windows);

    private static double UtilityAt1(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.SequentialRecommendation().Evaluate(model, PlantedForgetting.Partitioned).RecallAt(1);

    private static double ForgetHit(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.Unlearning().Evaluate(model, model, PlantedForgetting.Partitioned).HitAt(1);
}
