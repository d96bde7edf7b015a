using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>How long the loop runs and what it tells, with five pairs to forget.</summary>
[TestClass]
public sealed class UnlearningLoopTests
{
    private const string Forget = "u1 b; u1 c; u1 d; u2 d; u2 e";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;
    private readonly IDataView _windows;

    public UnlearningLoopTests()
    {
        _log = new LogLines(_mlContext, "Sruga", "Probe");
        var split = Views.Split(_mlContext, "u1: a b c d e f g; u2: b d e f a g; u3: c d e f a; u4: f e d c b");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, split, Forget));
    }

    [TestMethod]
    public void The_student_trains_in_steps_alone_with_dropout_keys_of_their_own()
    {
        var keys = new List<long>();
        var trainer = _mlContext.SequentialRecommendation().Trainers.Custom(new StillOptions { Epochs = 1, Seed = 1, Keys = keys });
        var model = trainer.Fit(_windows);
        keys.Clear();
        var probe = new ProbeOptions(step => step.ForgetScores.mean() + step.TeacherCandidateScores.mean())
        {
            BatchSize = 2, Seed = 1, Stop = new ProbeStop([], Every: 1, Checks: 7),
        };

        _mlContext.Unlearning().Custom(model, probe).Fit(_windows);

        // Six steps and seven checks; neither checks nor the teacher draw keys.
        Assert.HasCount(6, keys);
        CollectionAssert.AllItemsAreUnique(keys);
    }

    /// <remarks>
    /// A fresh Adam (0.9, 0.999): the first step moves a weight by the learning rate η. Without gradient in the second step,
    /// m̂ = 0.09 g / 0.19 and v̂ = 0.000999 g² / 0.001999, so it moves by another 0.4737 / 0.7069 η = 0.6701 η.
    /// </remarks>
    [TestMethod]
    public void Steps_are_those_of_a_fresh_Adam_each_with_its_own_gradient()
    {
        var steps = 0;
        var probe = new ProbeOptions(step => step.ForgetScores.mean() * (steps++ == 0 ? 1 : 0))
        {
            MaximumEpochs = 2, LearningRate = 0.01, Stop = new NoStop(), Seed = 1,
        };

        var unlearned = _mlContext.Unlearning().Custom(Model((_, _) => 0), probe).Fit(_windows);

        // The score of b after a, one of the forgotten pairs: row 1, column 1 of 7.
        Assert.AreEqual(-0.016701, Weights.Of(unlearned.Module)["_rows.weight"][(1 * 7) + 1], 1e-6);
        Assert.AreEqual(2, steps);
    }

    [TestMethod]
    public void Messages_are_written_in_the_invariant_culture_whatever_the_current_one_is()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };

            Unlearn(new ProbeOptions(step => step.ForgetScores.mean()) { BatchSize = 2, Stop = new ProbeStop([], Every: 4, Checks: 2) });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.MatchesRegex(@"^Probe: step 0 \(epoch 0/1000\), Hit@10 on the forget set \d\.\d{3}, on control pairs \d\.\d{3}$", _log.All[0]);
        Assert.AreEqual("Probe: 4 steps, 1.3 passes over 5 pairs to forget.", Lines[^1]);
    }

    [TestMethod]
    [DataRow(2, 4, 12, "4.0")]
    [DataRow(5, 3, 3, "3.0")]
    [DataRow(256, 1, 1, "1.0")]
    public void Without_a_stop_rule_every_epoch_takes_as_many_steps_as_there_are_batches(
        int batchSize, int epochs, int steps, string passes)
    {
        var taken = 0;
        var probe = new ProbeOptions(step =>
        {
            taken++;
            return step.ForgetScores.mean();
        });

        Unlearn(probe with { BatchSize = batchSize, MaximumEpochs = epochs, Stop = new NoStop() });

        Assert.AreEqual(steps, taken);
        Assert.HasCount(epochs + 1, Lines);
        Assert.AreEqual($"Probe: {steps} steps, {passes} passes over 5 pairs to forget.", Lines[^1]);
    }

    [TestMethod]
    public void A_token_cancelled_beforehand_gives_a_copy_of_the_original()
    {
        var model = Model((i, v) => i - v);

        var unlearned = _mlContext.Unlearning().Sruga(
            model, new SrugaOptions { Stop = new NoStop(), CancellationToken = new CancellationToken(canceled: true) }).Fit(_windows);

        CollectionAssert.AreEqual(
            new[]
            {
                "Sruga: cancelled after 0 steps.", "Sruga: step 0 (epoch 0/1000)", "Sruga: 0 steps, 0.0 passes over 5 pairs to forget.",
            },
            Lines);
        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(unlearned.Module));
    }

    [TestMethod]
    public void Cancelling_in_the_middle_ends_after_the_running_step()
    {
        using var cancellation = new CancellationTokenSource();
        var taken = 0;
        var probe = new ProbeOptions(step =>
        {
            if (++taken == 4)
                cancellation.Cancel();
            return step.ForgetScores.mean();
        });

        Unlearn(probe with { BatchSize = 2, Stop = new NoStop(), CancellationToken = cancellation.Token });

        Assert.HasCount(4, Lines);                                                            // the first is the first epoch's
        Assert.AreEqual("Probe: cancelled after 4 steps.", Lines[1]);
        Assert.StartsWith("Probe: step 4 (epoch 1/1000), loss ", Lines[2]);
        Assert.AreEqual("Probe: 4 steps, 1.3 passes over 5 pairs to forget.", Lines[3]);
    }

    [TestMethod]
    public void Without_a_stop_rule_every_epoch_tells_its_loss_and_the_time_left()
    {
        var told = new List<UnlearningReport>();
        var step = 0;

        // Losses 1, 2, 3 and 4, 5, 6.
        Unlearn(new ProbeOptions(at => (at.ForgetScores.sum() * 0) + ++step)
        {
            BatchSize = 2, MaximumEpochs = 2, Stop = new NoStop(), Progress = new Listener<UnlearningReport>(told.Add),
        });

        Assert.MatchesRegex(@"^Probe: step 3 \(epoch 1/2\), loss 2\.0000, at most \d+ s left$", _log.All[0]);
        Assert.AreEqual("Probe: step 6 (epoch 2/2), loss 5.0000, at most 0 s left", _log.All[1]);
        CollectionAssert.AreEqual(
            new[] { (3, 1, 2.0, default(double?), default(double?)), (6, 2, 5, null, null) },
            told.Select(report => (report.Step, report.Epoch, report.Loss!.Value, report.ForgetHit, report.ControlHit)).ToArray());
        Assert.AreEqual(TimeSpan.Zero, told[1].TimeLeft);
    }

    [TestMethod]
    public void A_listener_is_told_what_the_stop_rule_sees()
    {
        var (told, seen) = (new List<UnlearningReport>(), new List<UnlearningProgress>());

        Unlearn(new ProbeOptions(step => step.ForgetScores.mean())
        {
            BatchSize = 2, Stop = new ProbeStop(seen, Every: 4, Checks: 3), Progress = new Listener<UnlearningReport>(told.Add),
        });

        CollectionAssert.AreEqual(
            seen.Select(at => (at.Step, at.Epoch, (double?)at.ForgetHit, (double?)at.ControlHit)).ToArray(),
            told.Select(report => (report.Step, report.Epoch, report.ForgetHit, report.ControlHit)).ToArray());
        Assert.IsNull(told[0].Loss);
        Assert.IsNull(told[0].TimeLeft);
        Assert.IsNotNull(told[1].Loss);
        Assert.IsGreaterThanOrEqualTo(TimeSpan.Zero, told[1].TimeLeft!.Value);
    }

    [TestMethod]
    public void The_last_report_is_that_of_the_end_and_counts_the_windows_that_were_used()
    {
        var told = new List<UnlearningReport>();
        using var cancellation = new CancellationTokenSource();
        var taken = 0;

        Unlearn(new ProbeOptions(step =>
        {
            if (++taken == 4)
                cancellation.Cancel();
            return step.ForgetScores.mean();
        }) { BatchSize = 3, Stop = new NoStop(), CancellationToken = cancellation.Token, Progress = new Listener<UnlearningReport>(told.Add) });

        // Four windows remain, one of each user: 3, 1, 3, 1 in four steps, two of them in each epoch.
        CollectionAssert.AreEqual(
            new[] { (2, 1, 4L), (4, 2, 8L) }, told.Select(at => (at.Step, at.Epoch, at.RemainingWindows)).ToArray());
        Assert.IsGreaterThan(TimeSpan.Zero, told[1].Elapsed);
    }

    [TestMethod]
    public void The_result_says_what_still_holds_the_forgotten()
    {
        Unlearn(new ProbeOptions(step => step.ForgetScores.mean()) { MaximumEpochs = 1, Stop = new NoStop() });

        Assert.AreEqual(
            "Probe: the result keeps no teacher, optimiser state or cache. The original model, its checkpoints and files saved before " +
            "still hold what was to be forgotten: erase them.", _log.All[^1]);
    }

    // But for the last line, which says what still holds the forgotten.
    private string[] Lines => _log.All[..^1];

    private void Unlearn(ProbeOptions options) =>
        _mlContext.Unlearning().Custom(Model((i, v) => i - v), options with { Seed = 1 }).Fit(_windows);

    private SequentialRecommenderTransformer Model(Func<int, int, double> score) => TableModel.Of(_mlContext, _windows, score);
}
