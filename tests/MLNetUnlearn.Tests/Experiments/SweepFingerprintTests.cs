using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>Which differences of options make a sweep run a variant again.</summary>
[TestClass]
public sealed class SweepFingerprintTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Folder => _temp.File("results");

    public void Dispose() => _temp.Dispose();

    [TestMethod]
    public void Options_within_options_count()
    {
        var (kept, request) = (new List<bool>(), new TinyRequest());
        var options = new SweepOptions { Progress = new Listener<SweepProgress>(told => kept.Add(told.IsKept)) };

        foreach (var patience in new[] { 30, 31, 31 })
        {
            var stop = new PatienceStop { CheckEveryEpochs = 1, PatienceEpochs = patience };
            Run([new SweepVariant("a", TinyRequest.Options with { Stop = stop })]);
        }
        Run([new SweepVariant("r", new RetrainOptions { Recommender = new TableOptions { Epochs = 1 } })]);
        Run([new SweepVariant("r", new RetrainOptions { Recommender = new TableOptions { Epochs = 2 } })]);

        CollectionAssert.AreEqual(new[] { false, false, true, false, false }, kept);

        void Run(SweepVariant[] variants) => request.Context.Unlearning().Sweep(
            request.Original, request.Windows, variants, _ => new Dictionary<string, double>(), Folder, options);
    }

    [TestMethod]
    public void The_seed_that_options_have_does_not_matter()
    {
        var request = new TinyRequest();
        Judge(1, _ => new Dictionary<string, double>());

        Judge(2, _ => throw new InvalidOperationException("not again"));

        void Judge(int seed, Func<RecommenderTransformer, IReadOnlyDictionary<string, double>> judge) => request.Context.Unlearning().Sweep(
            request.Original, request.Windows, [new SweepVariant("a", TinyRequest.Options with { Seed = seed })], judge, Folder);
    }

    [TestMethod]
    public void A_file_that_options_name_counts_by_what_it_holds()
    {
        var (kept, one, other) = (new List<bool>(), _temp.File("one"), _temp.File("other"));
        var options = new SweepOptions { Progress = new Listener<SweepProgress>(told => kept.Add(told.IsKept)) };
        var (planted, unlearning) = (PlantedForgetting.Original, PlantedForgetting.Context.Unlearning());
        unlearning.SaveFisher(planted, PlantedForgetting.Windows, one, new FisherOptions { BatchSize = 8, Seed = 1 });
        File.Copy(one, other);
        Judge(one);
        Judge(other);
        unlearning.SaveFisher(planted, PlantedForgetting.Windows, other, new FisherOptions { BatchSize = 4, Seed = 1 });
        Judge(other);

        CollectionAssert.AreEqual(new[] { false, true, false }, kept);

        void Judge(string file) => unlearning.Sweep(
            planted, PlantedForgetting.Windows, [new SweepVariant("ssd", new SsdOptions { FisherFile = file })],
            _ => new Dictionary<string, double>(), Folder, options);
    }
}
