using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments.Searching;

/// <summary>A search that was stopped ends as if it had not been.</summary>
[TestClass]
public sealed class SearchResumeTests : IDisposable
{
    private readonly AnalyticSearch _search = new();

    public void Dispose() => _search.Dispose();

    [TestMethod]
    [DataRow("tpe", 1)]
    [DataRow("tpe", 7)]
    [DataRow("tpe", 11)]
    [DataRow("random", 3)]
    [DataRow("grid", 5)]
    public void Cancelled_between_trials(string name, int at)
    {
        SearchTuner tuner = name switch
        {
            "tpe" => new TpeTuner { StartupTrials = 4 }, "random" => new RandomSearchTuner(), _ => new GridSearchTuner { Points = 2 },
        };
        var options = AnalyticSearch.Options(16, tuner: tuner);
        var whole = AnalyticSearch.Told(_search.Run(options, "whole"));
        using var source = new CancellationTokenSource();
        Assert.ThrowsExactly<OperationCanceledException>(() => _search.Run(options with
        {
            CancellationToken = source.Token,
            Progress = new Listener<SearchProgress>(progress =>
            {
                if (progress.Done == at)
                    source.Cancel();
            }),
        }, "cut"));
        Assert.HasCount(at, Directory.GetFiles(Path.Combine(_search.Folder, "cut")));
        var kept = new List<bool>();

        var resumed = _search.Run(
            options with { Progress = new Listener<SearchProgress>(progress => kept.Add(progress.IsKept)) }, "cut");

        CollectionAssert.AreEqual(whole, AnalyticSearch.Told(resumed));
        CollectionAssert.AreEqual(Enumerable.Range(0, 16).Select(trial => trial < at).ToArray(), kept);
    }

    [TestMethod]
    public void Killed_within_a_trial()
    {
        var options = AnalyticSearch.Options(12, tuner: new TpeTuner { StartupTrials = 3 });
        var whole = AnalyticSearch.Told(_search.Run(options, "whole"));
        var judged = 0;
        Assert.ThrowsExactly<IOException>(() => _search.Run(options with
        {
            Judge = model => ++judged == 6 ? throw new IOException("power cut") : AnalyticSearch.Judge(model),
        }, "cut"));

        CollectionAssert.AreEqual(whole, AnalyticSearch.Told(_search.Run(options, "cut")));
    }

    [TestMethod]
    public void Cancelled_while_a_network_trains()
    {
        using var temp = new TempFolder();
        var mlContext = new Microsoft.ML.MLContext(seed: 1);
        var split = Views.Split(mlContext, PlantedRing.Interactions(users: 40));
        var space = SearchSpace.Of(PlantedRing.Options with { Epochs = 3, ValidateEveryEpochs = 1 })
            .LogUniform("LearningRate", 1e-3, 1e-1, (options, value) => options with { LearningRate = value });
        var options = new RecommenderSearchOptions
        {
            Trials = 6, MaximumLength = PlantedRing.MaximumLength, Tuner = new TpeTuner { StartupTrials = 2 },
        };
        var whole = AnalyticSearch.Told(Search("whole", space, options));
        using var source = new CancellationTokenSource();
        var trained = 0;

        Assert.ThrowsExactly<OperationCanceledException>(() => Search("cut", Cutting(), options with { CancellationToken = source.Token }));
        CollectionAssert.AreEqual(whole, AnalyticSearch.Told(Search("cut", space, options)));
        Assert.HasCount(6, Directory.GetFiles(temp.File("cut")));

        // The fourth trial's token is cancelled when its options have been made: its training stops before the first step.
        SearchSpace<SasRecOptions> Cutting() => SearchSpace.Of(space.Options).LogUniform("LearningRate", 1e-3, 1e-1, (before, value) =>
        {
            if (++trained == 4)
                source.Cancel();
            return before with { LearningRate = value };
        });

        SearchResult<SasRecOptions> Search(string folder, SearchSpace<SasRecOptions> over, RecommenderSearchOptions how) =>
            mlContext.SequentialRecommendation().Search(split, over, temp.File(folder), how);
    }

    [TestMethod]
    public void Only_what_has_changed_is_run_again()
    {
        var options = AnalyticSearch.Options(6, tuner: new RandomSearchTuner());
        _search.Run(options);

        Assert.AreEqual(0, Again(options, AnalyticSearch.Space), "the same");
        Assert.AreEqual(2, Again(options with { Trials = 8 }, AnalyticSearch.Space), "two more");
        Assert.AreEqual(8, Again(options with { Trials = 8, Protocol = "new" }, AnalyticSearch.Space), "the judge");
        Assert.AreEqual(8, Again(options with { Trials = 8, Protocol = "new", MaximumLength = 3 }, AnalyticSearch.Space), "the windows");

        int Again(RecommenderSearchOptions how, SearchSpace<ItemKnnOptions> over)
        {
            var run = 0;
            _search.Run(how with { Progress = new Listener<SearchProgress>(progress => run += progress.IsKept ? 0 : 1) }, space: over);
            return run;
        }
    }
}
