using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The number of threads is an option of training and of unlearning, and nothing else than speed.</summary>
[TestClass]
public sealed class TrainerThreadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Large enough that products are cut into parts.
    private static readonly SasRecOptions Options =
        PlantedRing.Options with { Epochs = 2, EmbeddingSize = 64, Blocks = 2, BatchSize = 200 };

    [TestMethod]
    public void Training_uses_the_number_asked_for_and_puts_back_what_was() => AssertUsed(heard =>
        Train(Options with { Threads = 3, Progress = new Listener<TrainingProgress>(_ => heard.Add(torch.get_num_threads())) }));

    [TestMethod]
    public void Without_the_option_the_number_stays_as_it_is()
    {
        var (before, heard) = (torch.get_num_threads(), new List<int>());

        Train(Options with { Progress = new Listener<TrainingProgress>(_ => heard.Add(torch.get_num_threads())) });

        CollectionAssert.AreEqual(new[] { before, before }, heard);
    }

    [TestMethod]
    public void Unlearning_uses_the_number_asked_for_and_puts_back_what_was() => AssertUsed(heard =>
    {
        PlantedForgetting.Unlearn(PlantedForgetting.Sruga(0, 1, 0) with
        {
            MaximumEpochs = 2, Threads = 3, Progress = new Listener<UnlearningReport>(_ => heard.Add(torch.get_num_threads())),
        });
    });

    [TestMethod]
    public void Retraining_uses_the_number_asked_for()
    {
        var heard = new List<int>();
        var recommender = PlantedRing.Options with
        {
            Epochs = 1, Threads = 2, Progress = new Listener<TrainingProgress>(_ => heard.Add(torch.get_num_threads())),
        };

        Retrain(new RetrainOptions { Recommender = recommender });
        Retrain(new RetrainOptions { Recommender = recommender, Threads = 3 });

        CollectionAssert.AreEqual(new[] { 2, 3 }, heard);
    }

    [TestMethod]
    public void A_run_within_a_run_has_its_own_number()
    {
        var (before, heard) = (torch.get_num_threads(), new List<int>());

        Train(Options with
        {
            Epochs = 1, Threads = 3, Progress = new Listener<TrainingProgress>(_ =>
            {
                Train(Options with { Epochs = 1, Threads = 4, Progress = new Listener<TrainingProgress>(_ => Hear()) });
                Hear();
            }),
        });

        Hear();
        CollectionAssert.AreEqual(new[] { 4, 3, before }, heard);

        void Hear() => heard.Add(torch.get_num_threads());
    }

    /// <summary>The first run ends while the second one, begun after it, goes on; each on a thread of its own.</summary>
    [TestMethod]
    public void Runs_that_overlap_leave_the_number_that_was_before()
    {
        var (before, heard) = (torch.get_num_threads(), new List<int>());
        using var firstHasBegun = new ManualResetEventSlim();
        using var secondHasBegun = new ManualResetEventSlim();

        var first = Run(() =>
        {
            Train(Options with
            {
                Epochs = 1, Threads = before + 1, Progress = new Listener<TrainingProgress>(_ =>
                {
                    firstHasBegun.Set();
                    Wait(secondHasBegun);
                }),
            });
        });
        var second = Run(() =>
        {
            Wait(firstHasBegun);
            Train(Options with
            {
                Epochs = 1, Threads = before + 2, Progress = new Listener<TrainingProgress>(_ =>
                {
                    heard.Add(torch.get_num_threads());
                    secondHasBegun.Set();
                    Assert.IsTrue(first.Wait(Patience));
                    heard.Add(torch.get_num_threads());
                }),
            });
            heard.Add(torch.get_num_threads());
        });

        Assert.IsTrue(second.Wait(Patience));
        CollectionAssert.AreEqual(new[] { before + 2, before + 2, before }, heard);
        Assert.AreEqual(before, torch.get_num_threads());
    }

    [TestMethod]
    public void The_same_number_gives_the_same_bits() =>
        Weights.AssertEqual(Train(Options with { Threads = 2 }), Train(Options with { Threads = 2 }));

#if !TORCHSHARP
    [TestMethod]
    public void On_the_engine_every_number_gives_the_same_bits()
    {
        var one = Train(Options with { Threads = 1 });

        Weights.AssertEqual(one, Train(Options with { Threads = 2 }));
        Weights.AssertEqual(one, Train(Options with { Threads = 5 }));
    }
#endif

    [TestMethod]
    public void There_must_be_one_at_least()
    {
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Train(Options with { Threads = 0 })).Message,
            "SasRec: Threads is 0; it must be at least 1.");
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PlantedForgetting.Unlearn(new SrugaOptions { Threads = -1 })).Message,
            "Sruga: Threads is -1; it must be at least 1.");
    }

    private static Task Run(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Wait(ManualResetEventSlim signal) => Assert.IsTrue(signal.Wait(Patience));

    private static void AssertUsed(Action<List<int>> work)
    {
        var (before, heard) = (torch.get_num_threads(), new List<int>());

        work(heard);

        CollectionAssert.AreEqual(new[] { 3, 3 }, heard);
        Assert.AreEqual(before, torch.get_num_threads());
    }

    private static void Retrain(RetrainOptions options) =>
        PlantedForgetting.Context.Unlearning().Retrain(PlantedForgetting.Original, options).Fit(PlantedForgetting.Windows);

    private static Dictionary<string, float[]> Train(SasRecOptions options)
    {
        var mlContext = new MLContext(seed: 1);
        var windows = Views.Window(mlContext, Views.Split(mlContext, PlantedRing.Interactions()), PlantedRing.MaximumLength);
        return Weights.Of(mlContext.SequentialRecommendation().Trainers.SasRec(options).Fit(windows).Module);
    }
}
