using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Recommenders.Shards;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>SISA, which replaces the states that it finds, in a sweep.</summary>
[TestClass]
public sealed class SisaSweepTests
{
    [TestMethod]
    public void By_its_options_it_is_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new SweepVariant("shards", new SisaUnlearningOptions()));

        StringAssert.StartsWith(
            error.Message,
            "SweepVariant: 'shards' is SISA, which deletes and replaces the states in its folder, so that the next run would find others. "
            + "Use new SweepVariant(name, settings, trial => estimator), and give every run a copy of the folder.");
    }

    [TestMethod]
    public void With_a_copy_for_every_run_the_states_stay_as_they_are()
    {
        using var temp = new TempFolder();
        var (context, states) = (new TinyRequest().Context, temp.File("states"));
        var split = ShardUsers.Split(context);
        using var model = ShardUsers.Train(
            context, ShardUsers.Plain with { Recommender = SavedModels.Tiny with { Epochs = 2 }, StateFolder = states },
            Views.Window(context, split));
        var before = ShardUsers.States(states);
        var copies = 0;
        var sisa = new SweepVariant("SISA", "states", trial =>
        {
            var copy = temp.File($"copy-{++copies}");
            Directory.CreateDirectory(copy);
            foreach (var file in Directory.GetFiles(states))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            return context.Unlearning().Sisa(trial.Original, new SisaUnlearningOptions
            {
                StateFolder = copy, Progress = trial.Epochs, CancellationToken = trial.CancellationToken,
            });
        });

        var run = context.Unlearning().Sweep(
            model, Views.Window(context, Views.Partitioned(context, split, "u3 d")), [sisa], _ => new Dictionary<string, double>(),
            temp.File("sweep"))[0];

        CollectionAssert.AreEquivalent(before, ShardUsers.States(states));
        CollectionAssert.AreNotEquivalent(before, ShardUsers.States(temp.File("copy-1")));
        Assert.IsGreaterThan(0, run.Figures["cost.steps"]);
        Assert.AreEqual(run.Figures["cost.steps"], run.Curve[^1].Step);
    }
}
