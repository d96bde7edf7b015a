using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments.Searching;

/// <summary>What is told of trials, and those that fail.</summary>
[TestClass]
public sealed class SearchResultTests : IDisposable
{
    private readonly AnalyticSearch _search = new();

    public void Dispose() => _search.Dispose();

    [TestMethod]
    public void With_several_objectives_those_that_none_beats_are_told()
    {
        // Higher, lower: 1 and 4 are the best by one each, 3 lies between them, 2 and 5 are beaten.
        var values = new Dictionary<int, (double A, double B)> { [1] = (1, 1), [2] = (1, 2), [3] = (2, 2), [4] = (3, 5), [5] = (2, 3) };
        var space = Neighbors([1, 2, 3, 4, 5]);

        var result = _search.Run(Grid() with
        {
            Objectives = [new SearchObjective("a", MetricGoal.Higher), new SearchObjective("b", MetricGoal.Lower)],
            Judge = model => values[((ItemKnnOptions)model.Options).Neighbors] is var (a, b)
                ? new Dictionary<string, double> { ["a"] = a, ["b"] = b } : [],
        }, space: space);

        CollectionAssert.AreEqual(new[] { 1, 3, 4 }, result.ParetoSet.Select(trial => trial.Number).ToArray());
        Assert.AreEqual((4, 3.0), (result.BestTrial.Number, result.BestTrial.Value!.Value));
    }

    [TestMethod]
    [DataRow(MetricGoal.Higher, 4)]
    [DataRow(MetricGoal.Lower, 1)]
    [DataRow(MetricGoal.Zero, 2)]
    [DataRow(MetricGoal.Half, 3)]
    [DataRow(MetricGoal.One, 4)]
    public void The_goal_decides_which_is_the_best(MetricGoal goal, int best)
    {
        double[] values = [-0.9, 0.1, 0.4, 1.2];

        var result = _search.Run(Grid() with
        {
            Objectives = [new SearchObjective("a", goal)],
            Judge = model => new Dictionary<string, double> { ["a"] = values[((ItemKnnOptions)model.Options).Neighbors - 1] },
        }, space: Neighbors([1, 2, 3, 4]));

        Assert.AreEqual(best, result.BestTrial.Number);
    }

    [TestMethod]
    public void A_trial_that_fails_is_told_of_and_the_search_goes_on()
    {
        var space = SearchSpace.Of(new ItemKnnOptions()).Choice("Decay", [0.5, 2, 0.3], (options, value) => options with { Decay = value });
        var told = new List<string>();

        var result = _search.Run(Grid() with
        {
            Progress = new Listener<SearchProgress>(progress => told.Add(FormattableString.Invariant(
                $"{progress.Done}/{progress.Total} {progress.Trial} {progress.Value:F2} {progress.BestValue:F2}"))),
        }, space: space);

        Assert.AreEqual("ItemKnn: Decay is 2; it must be in [0, 1]. (Parameter 'options')", result.Trials[1].Error);
        Assert.IsNull(result.Trials[1].Value);
        Assert.IsEmpty(result.Trials[1].Figures);
        Assert.AreEqual((3, 0.3), (result.BestTrial.Number, result.Best.Decay));
        CollectionAssert.AreEqual(new[] { "trial 1", "trial 3" }, result.Runs.Select(run => run.Name).ToArray());
        // (log10(20) − 1)²/4 + 4·0.2² + 0.5 = 0.68; without the second term 0.52.
        CollectionAssert.AreEqual(new[] { "1/3 1 0.68 0.68", "2/3 2  0.68", "3/3 3 0.52 0.52" }, told);
    }

    [TestMethod]
    public void Tpe_takes_failures_for_the_worst()
    {
        var space = SearchSpace.Of(new ItemKnnOptions()).Uniform("Decay", 0, 2, (options, value) => options with { Decay = value });

        var trials = _search.Run(AnalyticSearch.Options(40, tuner: new TpeTuner { StartupTrials = 8 }), space: space).Trials;

        Assert.IsGreaterThan(2, trials.Take(8).Count(trial => trial.Error is not null));
        Assert.IsLessThan(5, trials.Skip(20).Count(trial => trial.Error is not null)); // by chance half of 20
    }

    [TestMethod]
    public void Where_all_trials_fail_the_search_does()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _search.Run(
            Grid() with { Judge = _ => new Dictionary<string, double> { ["loss"] = double.NaN } }, space: Neighbors([1, 2])));

        Assert.AreEqual(
            "Search: none of 2 trials gave a model that could be judged. Trial 1: Search: the judge gave NaN as 'loss' for 'trial 1', seed 1; "
            + "leave out what was not measured.", error.Message);
    }

    [TestMethod]
    public void An_objective_must_be_among_the_figures()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _search.Run(
            Grid() with { Objectives = [new SearchObjective("los", MetricGoal.Lower)] }, space: Neighbors([1, 2])));

        Assert.AreEqual(
            "Search: 'los' is not among the figures of 'trial 1': cost.evaluationSeconds, cost.peakMegabytes, cost.seconds, loss, "
            + "mrr.validation, ndcg@10.validation, recall@10.validation.", error.Message);
    }

    [TestMethod]
    public void The_second_objective_is_looked_up_at_the_first_trial_too()
    {
        var judged = 0;

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _search.Run(
            Grid() with
            {
                Objectives = [new SearchObjective("loss", MetricGoal.Lower), new SearchObjective("cost.second", MetricGoal.Lower)],
                Judge = model =>
                {
                    judged++;
                    return AnalyticSearch.Judge(model);
                },
            }, space: Neighbors([1, 2])));

        Assert.StartsWith("Search: 'cost.second' is not among the figures of 'trial 1': ", error.Message);
        Assert.AreEqual(1, judged);
    }

    [TestMethod]
    public void All_problems_are_named_at_once()
    {
        var space = SearchSpace.Of(new ItemKnnOptions())
            .LogUniform("Shrinkage", 0, 1, (options, value) => options with { Shrinkage = value })
            .Uniform("Decay", 1, 0.5, (options, value) => options with { Decay = value })
            .UniformInteger("Decay", 3, 3, (options, value) => options with { Decay = value })
            .LogUniformInteger("TopK", 0, 3, (options, value) => options with { TopK = value })
            .Choice(" ", [1, 1], (options, _) => options)
            .Choice("One", [1], (options, _) => options);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _search.Run(
            new RecommenderSearchOptions
            {
                Trials = 0, Tuner = new TpeTuner { StartupTrials = 0, Candidates = 0, BestShare = 1 }, MaximumLength = 0,
                Halving = new SuccessiveHalving { MinimumEpochs = 0, MaximumEpochs = -1, ReductionFactor = 1 },
                Objectives = [new SearchObjective("", MetricGoal.LikeRetrained)],
            },
            space: space));

        Assert.AreEqual(
            "Search: 'Decay' is the name of several parameters; names must differ. "
            + "Shrinkage is '0 to 1'; it must be above 0, as its orders of magnitude are equally likely. "
            + "Decay is '1 to 0.5'; it must be a finite range, the lower end first. "
            + "Decay is '3 to 3'; it must be a range, the lower end first. "
            + "TopK is '0 to 3'; it must be at least 1, as its orders of magnitude are equally likely. "
            + "The name of a parameter is ' '; it must be a name.   has several values '1'; their texts must differ. "
            + "One is '1 values'; it must be at least 2 values. "
            + "Trials is 0; it must be at least 1. StartupTrials is 0; it must be at least 1. Candidates is 0; it must be at least 1. "
            + "BestShare is 1; it must be above 0 and below 1. MinimumEpochs is 0; it must be at least 1. "
            + "MaximumEpochs is -1; it must be at least MinimumEpochs. ReductionFactor is 1; it must be at least 2. "
            + "Figure is ''; it must be a figure's name. "
            + "Goal of '' is LikeRetrained; it must be Higher, Lower, Zero, Half or One. MaximumLength is 0; it must be at least 1. "
            + "Halving is SuccessiveHalving { MinimumEpochs = 0, MaximumEpochs = -1, ReductionFactor = 1 }; it must be null, as a recommender "
            + "that counts has no epochs. (Parameter 'options')",
            error.Message);
    }

    [TestMethod]
    public void A_grid_must_fit_into_the_trials() => Assert.AreEqual(
        "Search: Trials is 35; it must be at least 36, the points of the grid. (Parameter 'options')",
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _search.Run(AnalyticSearch.Options(35, tuner: new GridSearchTuner()))).Message);

    [TestMethod]
    public void Runs_are_shown_by_reports()
    {
        var result = _search.Run(Grid(), space: Neighbors([10, 50]));
        var (report, csv, json) = (new ForgettingReport { Runs = result.Runs }, Path.Combine(_search.Folder, "r.csv"), Path.Combine(_search.Folder, "r.json"));

        report.WriteCsv(csv);
        report.WriteJson(json);

        var rows = File.ReadAllLines(csv);
        Assert.Contains("trial 1,Original,1,loss," + result.Trials[0].Value!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + ",", rows);
        Assert.IsTrue(Array.Exists(rows, row => row.StartsWith("trial 2,Original,1,ndcg@10.validation,", StringComparison.Ordinal)));
        Assert.AreEqual("50", ForgettingReport.ReadJson(json).Runs[1].Settings["Neighbors"]);
    }

    [TestMethod]
    public void Time_left_is_that_of_trials_so_far()
    {
        var left = new List<(double Left, int Done)>();

        var result = _search.Run(Grid() with
        {
            Progress = new Listener<SearchProgress>(progress => left.Add((progress.TimeLeft!.Value.TotalSeconds, progress.Done))),
        }, space: Neighbors([1, 2, 3]));

        var seconds = result.Trials.Select(trial => trial.Figures["cost.seconds"] + trial.Figures["cost.evaluationSeconds"]).ToArray();
        Assert.AreEqual(2 * seconds[0], left[0].Left, 1e-6);
        Assert.AreEqual((seconds[0] + seconds[1]) / 2, left[1].Left, 1e-6);
        Assert.AreEqual(0, left[2].Left);
    }

    private static RecommenderSearchOptions Grid() => AnalyticSearch.Options(20, tuner: new GridSearchTuner());

    private static SearchSpace<ItemKnnOptions> Neighbors(int[] values) =>
        SearchSpace.Of(new ItemKnnOptions()).Choice("Neighbors", values, (options, value) => options with { Neighbors = value });
}
