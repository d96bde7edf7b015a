using Microsoft.ML;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Schedules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

/// <summary>What becomes of several objectives, with a model whose scores are written down.</summary>
[TestClass]
public sealed class UnlearningObjectivesTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;
    private readonly IDataView _windows;
    private readonly SequentialRecommenderTransformer _model;

    public UnlearningObjectivesTests()
    {
        _log = new LogLines(_mlContext, "Pair");
        var sequences = DataViews.Samples.Sequences(_mlContext, "u1: a b c d e f; u2: g f d a; u3: a b");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, sequences, "u1 c; u1 e; u2 d"));
        _model = TableModel.Of(_mlContext, _windows, (i, v) => (10 * i) + v);
    }

    /// <remarks>The gradients are 2g and −3g for one g, so their inner products are 4, −6 and 9 times g·g.</remarks>
    [TestMethod]
    public void A_rule_sees_losses_and_inner_products_of_gradients_times_their_weights()
    {
        var seen = new List<ObjectiveGeometry>();
        Run(new ProbeRule(geometry =>
        {
            seen.Add(geometry);
            return new Combination([1, 1], []);
        }), step => [new("x", step.ForgetScores.sum(), 2), new("y", step.ForgetScores.sum() * -3)], epochs: 1);

        var (values, gram) = (seen[0].Objectives, seen[0].Gram);
        Assert.AreEqual(new ObjectiveValue("x", 2 * (23 + 45 + 64)), values[0]);                // scores of UnlearningStepTests
        Assert.AreEqual(new ObjectiveValue("y", -3 * (23 + 45 + 64)), values[1]);
        Assert.IsGreaterThan(0, gram[0][0]);
        Assert.AreEqual(-6 / 4.0, gram[0][1] / gram[0][0], 1e-6);
        Assert.AreEqual(9 / 4.0, gram[1][1] / gram[0][0], 1e-6);
        Assert.AreEqual(gram[0][1], gram[1][0]);
    }

    [TestMethod]
    public void Steps_go_down_the_combination_that_the_rule_says()
    {
        var combined = Run(new ProbeRule(_ => new Combination([0.25, 3], [])), Two);
        var weighted = Run(new WeightedSum(), step => [new("a", Two(step)[0].Loss, 0.25), new("b", Two(step)[1].Loss, 3)]);

        Weights.AssertEqual(Weights.Of(weighted.Module), Weights.Of(combined.Module));
        Assert.IsGreaterThan(1e-3, Weights.Distance(Weights.Of(_model.Module), Weights.Of(combined.Module)));
    }

    [TestMethod]
    public void The_rule_remembers_from_step_to_step()
    {
        var seen = new List<double>();
        Run(new ProbeRule(geometry =>
        {
            seen.Add(geometry.State[0]);
            return new Combination([1, 1], [geometry.State[0] * 2]);
        }), Two, epochs: 3);

        CollectionAssert.AreEqual(new[] { 1.0, 2, 4 }, seen);
    }

    [TestMethod]
    public void A_rule_may_end_the_run_without_the_step()
    {
        var steps = 0;
        var unlearned = Run(new ProbeRule(geometry =>
            new Combination([1, 1], []) { Ended = ++steps == 3 ? "there is nowhere to go" : null }), Two, epochs: 9);
        var two = Run(new WeightedSum(), Two, epochs: 2);

        Weights.AssertEqual(Weights.Of(two.Module), Weights.Of(unlearned.Module));
        Assert.Contains("Pair: ended after 2 steps: there is nowhere to go.", _log.All);
    }

    [TestMethod]
    public void A_schedule_scales_what_forgets_alone()
    {
        var seen = new List<(double, double)>();
        var method = Method(new ProbeRule(geometry =>
        {
            seen.Add((geometry.Objectives[0].Loss, geometry.Objectives[1].Loss));
            return new Combination([0, 0], []);
        }), step => [new("f", step.ForgetScores.sum() * 0 + 8, 0.5) { Forgets = true }, new("r", step.ForgetScores.sum() * 0 + 1)], 4);

        Fit(method with { ForgettingSchedule = new LinearSchedule() });
        Fit(method with { ForgettingSchedule = new LinearSchedule { OverSteps = 2 } });

        CollectionAssert.AreEqual(
            new[] { (4.0, 1.0), (3, 1), (2, 1), (1, 1), (4, 1), (2, 1), (0, 1), (0, 1) }, seen);
    }

    [TestMethod]
    [DataRow(typeof(ConstantSchedule), 1.0, 1.0, 1.0)]
    [DataRow(typeof(CosineSchedule), 1.0, 0.75, 0.0)]                                               // (1 + cos 60°) / 2 after a third
    [DataRow(typeof(LinearSchedule), 1.0, 2 / 3.0, 0.0)]
    public void Schedules_have_the_value_of_their_formula(Type schedule, double first, double third, double last)
    {
        var made = (Schedule)Activator.CreateInstance(schedule)!;

        Assert.AreEqual(first, made.Factor(0), 1e-15);
        Assert.AreEqual(third, made.Factor(1 / 3.0), 1e-15);
        Assert.AreEqual(last, made.Factor(1), 1e-15);
    }

    [TestMethod]
    public void Only_the_item_table_may_be_changed()
    {
        using var unlearned = PlantedForgetting.Unlearn(
            PlantedForgetting.Sruga(0.5, 0.5, 1) with { MaximumEpochs = 1, UpdatedWeights = UpdatedWeights.ItemEmbedding });

        var (before, after) = (Weights.Of(PlantedForgetting.Original.Module), Weights.Of(unlearned.Module));
        foreach (var name in before.Keys)
            Assert.AreEqual(name != "items.weight", before[name].SequenceEqual(after[name]), name);
        Assert.IsTrue(unlearned.Module.parameters().All(parameter => parameter.requires_grad));
    }

    [TestMethod]
    public void A_step_knows_its_place_its_pairs_and_the_teachers_scores()
    {
        var seen = new List<string>();
        Fit(Method(new WeightedSum(), step =>
        {
            var scores = step.TeacherForgetScores.data<float>().ToArray();
            Assert.IsFalse(step.TeacherForgetScores.requires_grad);
            var pairs = step.ForgetPairs.ToArray();
            for (var i = 0; i < pairs.Length; i++)
                seen.Add($"{pairs[i]}: {scores[i]}");
            seen.Add($"{step.Step} {step.Epoch} {step.LastStep}");
            Assert.AreEqual(pairs.Length, step.ForgetHidden.shape[0]);
            return [new("f", step.ForgetScores.sum())];
        }, epochs: 2) with { BatchSize = 2 });

        CollectionAssert.AreEqual(new[] { "0 0 4", "1 0 4", "2 1 4", "3 1 4" }, seen.Where(text => !text.Contains(':', StringComparison.Ordinal)).ToArray());
        CollectionAssert.AreEquivalent(
            new[] { "0: 23", "1: 45", "2: 64", "0: 23", "1: 45", "2: 64" }, seen.Where(text => text.Contains(':', StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void There_must_be_as_many_objectives_at_every_step()
    {
        var steps = 0;
        AssertRefused(_ => [], "Pair: a step has 0 objectives; it must be at least one, and as many as at the step before.");
        AssertRefused(
            step => ++steps == 1 ? Two(step) : [Two(step)[0]],
            "Pair: a step has 1 objectives; it must be at least one, and as many as at the step before, 2.");
    }

    [TestMethod]
    public void Wrong_options_are_reported()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Fit(Method(null!, Two) with
        {
            UpdatedWeights = (UpdatedWeights)7, ForgettingSchedule = new CosineSchedule { OverSteps = 0 },
        }));

        Assert.AreEqual(
            "Pair: UpdatedWeights is 7; it must be All or ItemEmbedding. Rule is null; it must be a gradient rule such as WeightedSum. "
            + "ForgettingSchedule.OverSteps is 0; it must be at least 1. (Parameter 'options')", exception.Message);
    }

    private static IReadOnlyList<Objective> Two(UnlearningStep step) =>
        [new("a", step.ForgetScores.mean()), new("b", step.RemainingPositiveScores.mean())];

    private static PairOptions Method(GradientRule rule, Func<UnlearningStep, IReadOnlyList<Objective>> objectives, int epochs = 2) =>
        new(objectives) { Rule = rule, MaximumEpochs = epochs, LearningRate = 0.01, Stop = new NoStop(), Seed = 1 };

    private void AssertRefused(Func<UnlearningStep, IReadOnlyList<Objective>> objectives, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<InvalidOperationException>(() => Run(new WeightedSum(), objectives)).Message);

    private SequentialRecommenderTransformer Run(
        GradientRule rule, Func<UnlearningStep, IReadOnlyList<Objective>> objectives, int epochs = 2) => Fit(Method(rule, objectives, epochs));

    private SequentialRecommenderTransformer Fit(PairOptions options) => _mlContext.Unlearning().Custom(_model, options).Fit(_windows);

    /// <summary>A method whose objectives a test writes down.</summary>
    private sealed record PairOptions(Func<UnlearningStep, IReadOnlyList<Objective>> Losses) : GradientUnlearningOptions
    {
        public override string Name => "Pair";

        public override IReadOnlyList<Objective> Objectives(UnlearningStep step) => Losses(step);
    }

    /// <summary>A rule that a test writes down, with one number of state.</summary>
    private sealed record ProbeRule(Func<ObjectiveGeometry, Combination> Look) : GradientRule
    {
        public override bool NeedsGradients => true;

        public override double[] StartState(int objectives) => [1];

        public override Combination Combine(ObjectiveGeometry geometry)
        {
            var combination = Look(geometry);
            return combination.State.Count == 0 ? combination with { State = geometry.State } : combination;
        }

        protected override void Check(OptionProblems problems)
        {
        }
    }
}
