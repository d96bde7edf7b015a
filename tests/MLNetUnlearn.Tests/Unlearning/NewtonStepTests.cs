using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning.Steps;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>What the Newton step does to trained models, and what it needs.</summary>
[TestClass]
public sealed class NewtonStepTests
{
    private const string Length = "a step of length ";

    private static NewtonStepOptions Options => new() { BatchSize = 32, Seed = 5 };

    /// <remarks>Most steps are at random, so that a model of many passes remembers what it could not have guessed.</remarks>
    [TestMethod]
    [DataRow("SasRec", false)]
    [DataRow("SasRec", true, DisplayName = "SasRec, softmax")]
    [DataRow("Gru4Rec", false)]
    [DataRow("Bert4Rec", false)]
    public void It_forgets_what_the_model_remembers_and_keeps_the_rest(string model, bool isSoftmax)
    {
        var context = new MLContext(seed: 1);
        var split = Views.Split(context, PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = 500, Rings = 5, ItemsPerRing = 40, Follow = 0.4, MinimumLength = 8, MeanLength = 10,
        }));
        using var original = PlantedRing.Fit(context, split, PlantedRing.OptionsOf(model) with
        {
            EmbeddingSize = 32, Epochs = 80, ValidateEveryEpochs = 80,
            Loss = isSoftmax ? new SoftmaxCrossEntropyLoss() : new BinaryCrossEntropyLoss(),
        });
        var requests = context.Unlearning().SampleForgetRequests(split, userFraction: 0.45, maximumItemFraction: 0.5, seed: 2);
        var partitioned = context.Transforms.PartitionForgetRemain(requests).Fit(split).Transform(split);
        var windows = Views.Window(context, partitioned, PlantedRing.MaximumLength);
        var lines = new LogLines(context, "NewtonStep");

        using var unlearned = context.Unlearning().NewtonStep(original, Options).Fit(windows);
        using var retrained = context.Unlearning().Retrain(original, new RetrainOptions { Seed = 5 }).Fit(windows);

        double Forgotten(SequentialRecommenderTransformer of) => context.Unlearning().Evaluate(of, of, partitioned).HitAt(10);
        double Utility(SequentialRecommenderTransformer of) => context.SequentialRecommendation().Evaluate(of, partitioned).RecallAt(10);
        var (hit, retrainedHit) = (Forgotten(original), Forgotten(retrained));
        if (model == "SasRec")
        {
            Assert.IsGreaterThan(retrainedHit + 0.15, hit);
            Assert.AreEqual(retrainedHit, Forgotten(unlearned), 0.12);
        }
        Assert.IsLessThan((hit + retrainedHit) / 2, Forgotten(unlearned));
        Assert.IsGreaterThan(Utility(original) * 0.5, Utility(unlearned)); // of 200 items every one is forgotten by someone
        Assert.HasCount(2, lines.All.Where(line => line.Contains(Length, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_bits_and_the_original_stays()
    {
        var before = Weights.Of(PlantedForgetting.Original.Module);

        using var first = Unlearn(Options);
        using var again = Unlearn(Options with { Threads = 1 });
        using var other = Unlearn(Options with { Seed = 6 });

        Weights.AssertEqual(Weights.Of(first.Module), Weights.Of(again.Module));
        Assert.IsGreaterThan(1e-6, Weights.Distance(Weights.Of(first.Module), Weights.Of(other.Module)));
        Weights.AssertEqual(before, Weights.Of(PlantedForgetting.Original.Module));
        Assert.IsFalse(first.Module.training);
        Assert.IsTrue(first.Module.parameters().All(parameter => parameter.grad is null));
    }

    [TestMethod]
    public void Few_pairs_are_forgotten_by_learnt_ones_in_one_step()
    {
        var table = new TableStep(new BinaryCrossEntropyLoss(), forgetters: 1);
        var lines = new LogLines(table.Context, "NewtonStep");

        table.After(damping: 1);

        var line = lines.All.Single(text => text.Contains(Length, StringComparison.Ordinal));
        var figures = Regex.Match(line, "^NewtonStep: a step of length [0-9.]+ takes Hit@10 on 5 learnt pairs, in place of 2 to forget, "
            + "from 1.000 to ([01].[0-9]{3}), on control pairs from 0.000 to ([01].[0-9]{3})\\.$");
        Assert.IsTrue(figures.Success, line);
        double Figure(int group) => double.Parse(figures.Groups[group].Value, CultureInfo.InvariantCulture);
        Assert.IsLessThan(1, Figure(1));
        Assert.IsLessThanOrEqualTo(Figure(2), Figure(1));
    }

    [TestMethod]
    public void One_pair_is_enough()
    {
        var context = PlantedForgetting.Context;
        var requests = context.Unlearning().SampleForgetRequests(
            PlantedForgetting.Split, userFraction: 0.01, maximumItemFraction: 0.2, seed: 2);
        var partition = context.Transforms.PartitionForgetRemain(requests.Take(1)).Fit(PlantedForgetting.Split);
        var windows = Views.Window(context, partition.Transform(PlantedForgetting.Split), PlantedRing.MaximumLength);
        var lines = new LogLines(context, "NewtonStep");

        using var unlearned = context.Unlearning().NewtonStep(
            PlantedForgetting.Original, Options with { LearningRate = 1e-12, MaximumEpochs = 1 }).Fit(windows);

        Assert.Contains("in place of 1 to forget,", lines.All.Single(line => line.Contains(Length, StringComparison.Ordinal)));
        var (before, after) = (Weights.Of(PlantedForgetting.Original.Module), Weights.Of(unlearned.Module));
        var size = PlantedRing.Options.EmbeddingSize;
        var moved = before.SelectMany(named => Enumerable.Range(0, named.Value.Length)
            .Where(i => Math.Abs(after[named.Key][i] - named.Value[i]) > 1e-6).Select(i => $"{named.Key} {i / size}")).Distinct();
        Assert.HasCount(1, moved);                                                                // the pair's item
    }

    [TestMethod]
    public void An_item_of_which_nothing_remains_moves_too()
    {
        var context = new MLContext(seed: 1);
        var split = Views.Split(context, "u1: a b c a b; u0: a b d a; u2: d a d a");              // c is a target once
        var windows = Views.Window(context, Views.Partitioned(context, split, "u1 c"));
        using var model = TableModel.Of(context, windows, TableStep.Score);
        var lines = new LogLines(context, "NewtonStep");

        using var unlearned = context.Unlearning().NewtonStep(model, Options).Fit(windows);

        var (before, after) = (Weights.Of(model.Module), Weights.Of(unlearned.Module));
        var items = before.Keys.Single(name => name.Contains("items", StringComparison.Ordinal));
        Assert.IsTrue(after.Values.SelectMany(values => values).All(float.IsFinite));
        var score = Enumerable.Range(1, 4).Sum(i => TableStep.Score(2, i) * (after[items][12 + i - 1] - before[items][12 + i - 1]));
        Assert.IsLessThan(-0.1, score, lines.All[0]);                                                       // of c after b
    }

    [TestMethod]
    public void Broken_off_it_goes_on_to_the_same_bits()
    {
        using var folder = new TempFolder();
        using var cancellation = new CancellationTokenSource();
        var lines = new LogLines(PlantedForgetting.Context, "NewtonStep");
        var options = Options with { MaximumEpochs = 4, Checkpoint = new() { FilePath = folder.File("run.checkpoint") } };
        using var expected = Unlearn(options with { Checkpoint = null });

        using var cancelled = Unlearn(options with
        {
            CancellationToken = cancellation.Token,
            Progress = new Listener<UnlearningReport>(report =>
            {
                if (report.Epoch == 2)
                    cancellation.Cancel();
            }),
        });
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
        using var resumed = Unlearn(options);

        Assert.IsGreaterThan(1e-6, Weights.Distance(Weights.Of(expected.Module), Weights.Of(cancelled.Module)));
        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(resumed.Module));
        Assert.Contains(line => line.StartsWith("NewtonStep: goes on after step ", StringComparison.Ordinal), lines.All);
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void Two_steps_broken_off_between_them_are_the_same_two_steps()
    {
        using var folder = new TempFolder();
        var table = new TableStep(new BinaryCrossEntropyLoss(), forgetters: 260);
        var options = Options with { MaximumEpochs = 2, Checkpoint = new() { FilePath = folder.File("run.checkpoint") } };
        var lines = new LogLines(table.Context, "NewtonStep");
        SequentialRecommenderTransformer Run(NewtonStepOptions run) =>
            table.Context.Unlearning().NewtonStep(table.Model, run).Fit(table.Windows);
        using var expected = Run(options with { Checkpoint = null });
        var steps = lines.All.Where(line => line.Contains(Length, StringComparison.Ordinal)).ToArray();

        Assert.ThrowsExactly<InvalidOperationException>(() => Run(options with
        {
            Progress = new Listener<UnlearningReport>(report =>
            {
                if (report.Epoch == 2)
                    throw new InvalidOperationException("broken off");
            }),
        }));
        using var resumed = Run(options);

        Assert.HasCount(2, steps);
        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(resumed.Module));
        Assert.AreEqual(steps[1], lines.All.Last(line => line.Contains(Length, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Cancelled_before_it_begins_it_returns_the_original()
    {
        var lines = new LogLines(PlantedForgetting.Context, "NewtonStep");

        using var cancelled = Unlearn(Options with { CancellationToken = new CancellationToken(canceled: true) });

        Weights.AssertEqual(Weights.Of(PlantedForgetting.Original.Module), Weights.Of(cancelled.Module));
        Assert.AreEqual("NewtonStep: cancelled after 0 steps.", lines.Warnings[0]);
        Assert.StartsWith("NewtonStep: 0 steps, 0.0 passes over ", lines.Warnings[1]);
    }

    [TestMethod]
    public void A_move_without_steps_is_not_taken_for_the_original()
    {
        var table = new TableStep(new BinaryCrossEntropyLoss(), forgetters: 110);
        var lines = new LogLines(table.Context, "NewtonStep");

        using var unlearned = table.Context.Unlearning().NewtonStep(
            table.Model, Options with { Stop = new CalibratedStop() }).Fit(table.Windows);

        Assert.Contains("NewtonStep: 0 steps, 0.0 passes over 220 pairs to forget.", lines.All);
        Assert.IsEmpty(lines.Warnings);
        Assert.IsGreaterThan(0.1, Weights.Distance(Weights.Of(table.Model.Module), Weights.Of(unlearned.Module)));
    }

    [TestMethod]
    public void Without_control_pairs_it_is_an_error()
    {
        var context = PlantedForgetting.Context;
        var windows = Views.Window(context, Views.Partitioned(context, Views.Split(context, "u1: a b c d e f"), "u1 c"));
        using var model = TableModel.Of(context, windows, (i, v) => i + v);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => context.Unlearning().NewtonStep(model).Fit(windows));

        Assert.AreEqual(
            "NewtonStep: there is nothing to compare with: no user who forgets nothing has both a window and a validation item " +
            "('ValidationItem'). Hold validation items out with SplitLeaveOneOut, keep users without requests in the data, or take a " +
            "method that can do without.", exception.Message);
    }

    [TestMethod]
    public void Scores_that_are_no_numbers_are_an_error_and_the_original_stays()
    {
        var table = new TableStep(new BinaryCrossEntropyLoss(), forgetters: 1);
        Weights.Set(table.Model.Module.ItemEmbedding.weight!, [.. Enumerable.Repeat(float.NaN, 5 * 4)]);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => table.After(damping: 1));

        Assert.AreEqual(
            "NewtonStep: scores are NaN before the first step: the original model is broken.", exception.Message);
    }

    /// <summary>The odds of c and d after their contexts are e^−200 and less, which no float holds.</summary>
    [TestMethod]
    public void What_a_softmax_holds_for_impossible_is_forgotten_too()
    {
        var table = new TableStep(new SoftmaxCrossEntropyLoss(), forgetters: 1);
        var items = table.Model.Module.ItemEmbedding.weight!;
        Weights.Set(items, [.. items.data<float>().ToArray().Select((value, i) => i / 4 >= 3 ? -200 * value : 200 * value)]);

        var after = table.After(damping: 1);

        Assert.IsTrue(after.Values.All(weights => Array.TrueForAll(weights, float.IsFinite)));
    }

    [TestMethod]
    public void Options_have_their_defaults_and_bounds()
    {
        var options = new NewtonStepOptions();
        Assert.AreEqual((1.0, 20.0, 0.8, 1.0, 1.0), (
            options.Damping, options.ScoreFall, options.FallDeviation, options.FineTuningWeight, options.DivergenceWeight));
        Assert.AreEqual((5e-4, 2), (options.LearningRate, options.MaximumEpochs));
        Assert.AreEqual(new NoStop(), options.Stop);
        AssertRejected(
            options with { Damping = 0, ScoreFall = double.PositiveInfinity, FallDeviation = -0.1, FineTuningWeight = -1, DivergenceWeight = double.NaN },
            "Damping is 0; it must be a finite number above 0. ScoreFall is Infinity; it must be a finite number above 0. "
            + "FallDeviation is -0.1; it must be a finite number, 0 or above. FineTuningWeight is -1; it must be a finite number, 0 or above. "
            + "DivergenceWeight is NaN; it must be a finite number, 0 or above.");
        AssertRejected(
            options with { FineTuningWeight = 0, DivergenceWeight = 0 }, "The sum of the two weights is 0; it must be above 0.");
        Assert.AreEqual(
            "NewtonStep: Damping is -1; it must be a finite number above 0. (Parameter 'options')",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => PlantedForgetting.Context.Unlearning().NewtonStep(PlantedForgetting.Original, damping: -1)).Message);
    }

    private static void AssertRejected(NewtonStepOptions options, string message) => Assert.AreEqual(
        $"NewtonStep: {message} (Parameter 'options')", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => PlantedForgetting.Context.Unlearning().NewtonStep(PlantedForgetting.Original, options)).Message);

    private static SequentialRecommenderTransformer Unlearn(NewtonStepOptions options) =>
        PlantedForgetting.Context.Unlearning().NewtonStep(PlantedForgetting.Original, options).Fit(PlantedForgetting.Windows);
}
