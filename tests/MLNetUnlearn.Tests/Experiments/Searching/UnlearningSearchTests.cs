using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Experiments.Searching;

/// <summary>What a search over a method's options measures.</summary>
[TestClass]
public sealed class UnlearningSearchTests : IDisposable
{
    private static readonly Lazy<SequentialRecommenderTransformer> _retrained = new(() => PlantedForgetting.Context.Unlearning().Retrain(
        PlantedForgetting.Original, new RetrainOptions { Seed = 4 }).Fit(PlantedForgetting.Windows));

    private readonly TempFolder _temp = new();

    private static SrugaOptions Sruga => PlantedForgetting.Sruga(1, 1, 0) with { MaximumEpochs = 2 };

    private static SearchSpace<SrugaOptions> Space => SearchSpace.Of(Sruga)
        .Choice("LearningRate", [1e-5, 1e-2], (options, value) => options with { LearningRate = value });

    public void Dispose() => _temp.Dispose();

    [TestMethod]
    public void Beside_a_retrained_model_the_gap_counts_where_enough_is_kept()
    {
        var result = Search(_retrained.Value, Space, new UnlearningSearchOptions { Tuner = new GridSearchTuner(), Seed = 5, MinimumUtility = 0.97 });

        Assert.HasCount(2, result.Trials);
        foreach (var trial in result.Trials)
        {
            using var model = PlantedForgetting.Unlearn(trial.Options);
            var forgetting = PlantedForgetting.Context.Unlearning().Evaluate(model, _retrained.Value, PlantedForgetting.Partitioned);
            var share = Ndcg(model) / Ndcg(_retrained.Value);
            Assert.AreEqual(forgetting.HitAt(10), trial.Figures["forgetHit@10"]);
            Assert.AreEqual(forgetting.SignedGapAt(10), trial.Figures["gap@10"]);
            Assert.AreEqual(share, trial.Figures["utilityShare"]);
            Assert.AreEqual(share >= 0.97 ? forgetting.GapAt(10) : 1 + 0.97 - share, trial.Value!.Value, 1e-12);
            Assert.AreEqual(5, trial.Options.Seed);
        }
        Assert.AreEqual(result.Trials.Min(trial => trial.Value), result.BestTrial.Value);
    }

    [TestMethod]
    public void What_keeps_too_little_is_worse_than_any_gap()
    {
        var trial = Search(_retrained.Value, Space, new UnlearningSearchOptions { Tuner = new GridSearchTuner(), MinimumUtility = 5 }).Trials[0];

        Assert.AreEqual(6 - trial.Figures["utilityShare"], trial.Value!.Value, 1e-12);
        Assert.IsGreaterThan(1, trial.Value.Value);
    }

    [TestMethod]
    public void Without_a_retrained_model_control_pairs_say_what_should_be_hit()
    {
        var space = SearchSpace.Of(Sruga with { Stop = new CalibratedStop() })
            .Choice("LearningRate", [1e-4, 1e-2], (options, value) => options with { LearningRate = value });

        var result = Search(null, space, new UnlearningSearchOptions { Tuner = new GridSearchTuner(), Seed = 5 });

        foreach (var trial in result.Trials)
        {
            UnlearningReport? last = null;
            using var model = PlantedForgetting.Unlearn(trial.Options with { Progress = new Listener<UnlearningReport>(Hear) });
            Assert.AreEqual(last!.ForgetHit!.Value, trial.Figures["forgetHit@10"]);
            Assert.AreEqual(last.ForgetHit.Value - last.ControlHit!.Value, trial.Figures["gap@10"]);
            Assert.AreEqual(Ndcg(model) / Ndcg(PlantedForgetting.Original), trial.Figures["utilityShare"]);

            void Hear(UnlearningReport report) => last = report is { ForgetHit: not null, ControlHit: not null } ? report : last;
        }
    }

    [TestMethod]
    public void A_rule_that_looks_at_nobody_tells_no_control_level()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Search(null, Space));

        Assert.AreEqual(
            "Search: none of 2 trials gave a model that could be judged. Trial 1: Sruga looks at no control pairs, so nothing tells how low hits "
            + "should be: take a stop rule that does, or a retrained model.", error.Message);
    }

    [TestMethod]
    public void Rounds_are_epochs_at_most()
    {
        var result = Search(_retrained.Value, Space, new UnlearningSearchOptions
        {
            Tuner = new GridSearchTuner(), Halving = new SuccessiveHalving { MinimumEpochs = 1, MaximumEpochs = 3 },
        });

        CollectionAssert.AreEqual(new[] { 1, 1, 3 }, result.Trials.Select(trial => trial.Options.MaximumEpochs).ToArray());
        var first = result.Trials[0].Figures["cost.steps"];
        Assert.AreEqual(3 * first, result.BestTrial.Figures["cost.steps"]);
    }

    [TestMethod]
    public void Methods_that_cannot_be_searched_are_refused()
    {
        var sisa = SearchSpace.Of(new SisaUnlearningOptions { StateFolder = "s" }).Choice("Threads", [1, 2], (options, _) => options);
        var ssd = SearchSpace.Of(new SsdOptions()).LogUniform("SelectionWeight", 1, 10, (options, value) => options with { SelectionWeight = value });

        Assert.AreEqual(
            "Search: The method is 'Sisa'; it must be another: it replaces the states that the next trial would need. (Parameter 'options')",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Search(_retrained.Value, sisa)).Message);
        Assert.AreEqual(
            "Search: MinimumUtility is -1; it must be a finite number, 0 or above. Halving is SuccessiveHalving { MinimumEpochs = 20, "
            + "MaximumEpochs = 180, ReductionFactor = 3 }; it must be null, as Ssd takes no MaximumEpochs. (Parameter 'options')",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Search(
                _retrained.Value, ssd, new UnlearningSearchOptions { Halving = new SuccessiveHalving(), MinimumUtility = -1 })).Message);
    }

    [TestMethod]
    public void A_search_goes_on_where_it_was()
    {
        var options = new UnlearningSearchOptions { Tuner = new GridSearchTuner() };
        var first = Search(_retrained.Value, Space, options);
        var kept = new List<bool>();

        var again = Search(_retrained.Value, Space, options with { Progress = new Listener<SearchProgress>(progress => kept.Add(progress.IsKept)) });

        CollectionAssert.AreEqual(new[] { true, true }, kept);
        CollectionAssert.AreEqual(AnalyticSearch.Told(first), AnalyticSearch.Told(again));
    }

    private SearchResult<TOptions> Search<TOptions>(
        SequentialRecommenderTransformer? retrained, SearchSpace<TOptions> space, UnlearningSearchOptions? options = null)
        where TOptions : UnlearningOptions => PlantedForgetting.Context.Unlearning().Search(
        PlantedForgetting.Original, retrained, new UnreadColumn(PlantedForgetting.Partitioned, "TestItem"), space, _temp.Path,
        options ?? new UnlearningSearchOptions { Tuner = new GridSearchTuner() });

    private static double Ndcg(SequentialRecommenderTransformer model) => PlantedForgetting.Context.SequentialRecommendation().Evaluate(
        model, PlantedForgetting.Partitioned, new RankingEvaluationOptions { ContextItemColumnName = null, TargetColumnName = "ValidationItem" })
        .NdcgAt(10);
}
