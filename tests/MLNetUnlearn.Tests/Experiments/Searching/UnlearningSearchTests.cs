using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Recommenders;
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
        var stopping = SearchSpace.Of(Sruga with { Stop = new CalibratedStop() })
            .Choice("LearningRate", [1e-4, 1e-2], (options, value) => options with { LearningRate = value });

        AssertJudgedByControls(stopping, PlantedForgetting.Unlearn);
        AssertJudgedByControls(Space, PlantedForgetting.Unlearn); // no rule that looks at them
    }

    [TestMethod]
    public void The_default_method_is_searched_without_a_retrained_model()
    {
        var space = SearchSpace.Of(new NewtonStepOptions { BatchSize = 32 })
            .Choice("ScoreFall", [10.0, 20.0], (options, value) => options with { ScoreFall = value });
        var ssd = SearchSpace.Of(new SsdOptions())
            .Choice("SelectionWeight", [2.0, 10.0], (options, value) => options with { SelectionWeight = value });

        AssertJudgedByControls(space, options => PlantedForgetting.Context.Unlearning().NewtonStep(
            PlantedForgetting.Original, options).Fit(PlantedForgetting.Windows));
        AssertJudgedByControls(ssd, options => PlantedForgetting.Context.Unlearning().Ssd(
            PlantedForgetting.Original, options).Fit(PlantedForgetting.Windows));
    }

    [TestMethod]
    public void Without_a_retrained_model_there_must_be_control_pairs()
    {
        var mlContext = new MLContext(seed: 1);
        var split = Views.Split(mlContext, "u1: a b c d e; u2: c b a d e");
        using var model = mlContext.SequentialRecommendation().Trainers.SasRec(PlantedRing.Options with { Epochs = 1 })
            .Fit(Views.Window(mlContext, split));

        Assert.AreEqual(
            "Search: nothing tells how low hits should be: no user who forgets nothing has both a window and a validation item "
            + "('ValidationItem'). Hold validation items out with SplitLeaveOneOut, keep users without requests in the data, or take a "
            + "retrained model.", Refusal(Views.Partitioned(mlContext, split, "u1 b; u2 a")));
        Assert.AreEqual(
            "Search: there is nothing to forget: no row has 'IsForget' true and an item before its target.",
            Refusal(Views.Partitioned(mlContext, split, "u1 a")));

        string Refusal(IDataView partitioned) => Assert.ThrowsExactly<InvalidOperationException>(
            () => mlContext.Unlearning().Search(model, null, partitioned, Space, _temp.Path)).Message;
    }

    [TestMethod]
    public void Columns_have_the_names_that_the_original_was_trained_with()
    {
        var expected = NamedSearch("Sequence", "Target");

        var actual = NamedSearch("History", "Next");

        CollectionAssert.AreEqual(AnalyticSearch.Told(expected), AnalyticSearch.Told(actual));
        Assert.AreEqual(expected.BestTrial.Figures["forgetHit@10"], actual.BestTrial.Figures["forgetHit@10"]);
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

    // What another method sees of a finished model before its first step is what the search has to say of it.
    private void AssertJudgedByControls<TOptions>(
        SearchSpace<TOptions> space, Func<TOptions, SequentialRecommenderTransformer> unlearn)
        where TOptions : UnlearningOptions
    {
        var result = Search(null, space, new UnlearningSearchOptions { Tuner = new GridSearchTuner(), Seed = 5 });

        foreach (var trial in result.Trials)
        {
            UnlearningReport? look = null;
            using var model = unlearn(trial.Options);
            using var _ = PlantedForgetting.Context.Unlearning().Sruga(model, Sruga with
            {
                MaximumEpochs = 1, Stop = new CalibratedStop(), Seed = 6, // another draw than the trial's own
                Progress = new Listener<UnlearningReport>(report => look ??= report),
            }).Fit(PlantedForgetting.Windows);
            Assert.AreEqual(look!.ForgetHit!.Value, trial.Figures["forgetHit@10"]);
            Assert.AreEqual(look.ForgetHit.Value - look.ControlHit!.Value, trial.Figures["gap@10"], 1e-9);
            Assert.AreEqual(Ndcg(model) / Ndcg(PlantedForgetting.Original), trial.Figures["utilityShare"]);
        }
    }

    private SearchResult<SrugaOptions> NamedSearch(string sequence, string target)
    {
        var mlContext = new MLContext(seed: 1);
        var log = mlContext.Data.LoadFromEnumerable(PlantedRing.Interactions(users: 60).Interactions);
        var split = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences(sequence, "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut(sequence)).Fit(log).Transform(log);
        var windows = mlContext.Transforms.PadAndSplitSequences(new PadAndSplitSequencesOptions
        {
            SequenceColumnName = sequence, TargetColumnName = target, MaximumLength = PlantedRing.MaximumLength,
        });
        using var original = mlContext.SequentialRecommendation().Trainers.SasRec(PlantedRing.Options with
        {
            Epochs = 3, SequenceColumnName = sequence, TargetColumnName = target,
        }).Fit(windows.Fit(split).Transform(split));
        var requests = mlContext.Unlearning().SampleForgetRequests(
            split, new ForgetRequestSamplerOptions { SequenceColumnName = sequence, UserFraction = 0.3, MaximumItemFraction = 0.5, Seed = 2 });
        var partitioned = mlContext.Transforms.PartitionForgetRemain(requests, new PartitionForgetRemainOptions
        {
            SequenceColumnName = sequence, TargetColumnName = target,
        }).Fit(split).Transform(split);

        // The original in the place of a retrained model: its hits are read by the columns' names too.
        return mlContext.Unlearning().Search(
            original, original, partitioned, Space, _temp.File(sequence), new UnlearningSearchOptions { Tuner = new GridSearchTuner() });
    }

    private static double Ndcg(SequentialRecommenderTransformer model) => PlantedForgetting.Context.SequentialRecommendation().Evaluate(
        model, PlantedForgetting.Partitioned, new RankingEvaluationOptions { ContextItemColumnName = null, TargetColumnName = "ValidationItem" })
        .NdcgAt(10);
}
