using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Evaluation.Suite;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Suite;

/// <summary>Everything at once, and the figures that it is in a report.</summary>
[TestClass]
public sealed class ForgettingEvaluationTests
{
    private readonly SuiteRequest _request = new();

    [TestMethod]
    public void Each_figure_is_what_the_models_were_made_to_have()
    {
        using var original = _request.Model(forgotten: 4, own: 4, others: 30);
        using var retrained = _request.Model(forgotten: 1, own: 4, others: 30);
        using var model = _request.Model(forgotten: 2, own: 2, others: 30);

        var figures = ReportFigures.Of(_request.Context.Unlearning().EvaluateAll(original, model, retrained, _request.View));

        Assert.AreEqual(32 / 64.0, figures["recall@10"]);
        Assert.AreEqual(32 / 64.0, figures["ndcg@1"]);
        Assert.AreEqual(32 / 64.0, figures["recall@10.sampled"]);
        Assert.AreEqual(2 / 4.0, figures["forgetHit@10"]);
        Assert.AreEqual(4, figures["forgottenPairs"]);
        Assert.AreEqual(1 / 4.0, figures["gap@10"]);
        Assert.AreEqual(1 / 4.0, figures["gap@10.sampled"]);
        // Forgotten 2 of 4 against 1 of 4; remaining none in either; tests 32 of 64 against 34.
        Assert.AreEqual(0.75 * (1 - (2 / 64.0)), figures["toW"], 1e-12);
        Assert.AreEqual(1 / 4.0, figures["ks"], 1e-12);
        Assert.AreEqual(-1 / 4.0, figures["streisand"], 1e-12);          // two are last of all, where retraining leaves three
        // Members 5, 5, 0, 0; non-members 5 and 0, half each: .5 (.5 + .25) + .5 (.25) by halves of ties.
        Assert.AreEqual(0.5, figures["scoreAuc"], 1e-12);
        Assert.AreEqual(0.375, Of(retrained)["scoreAuc"], 1e-12);        // 5, 0, 0, 0
        Assert.AreEqual(2 / 4.0, figures["subgroup.users who forget.recall@10"]);
        Assert.AreEqual(30 / 60.0, figures["subgroup.users who share none.recall@10"]);
        Assert.DoesNotContain("forgetHit@10.heldOut", figures.Keys);
        Assert.DoesNotContain("largelyForgotten.recall@10", figures.Keys); // no test item was forgotten

        IReadOnlyDictionary<string, double> Of(SequentialRecommenderTransformer judged) =>
            ReportFigures.Of(_request.Context.Unlearning().EvaluateAll(original, judged, retrained, _request.View));
    }

    [TestMethod]
    public void Only_what_is_asked_for_is_done()
    {
        using var model = _request.Model(forgotten: 2, own: 2, others: 30);

        var evaluation = Evaluate(model, new ForgettingEvaluationOptions { Attack = null, Relearning = null });

        Assert.IsNull(evaluation.Attack);
        Assert.IsEmpty(evaluation.Problems);
        Assert.IsNull(evaluation.Relearning);
        Assert.IsNull(evaluation.HeldOut);
        Assert.IsNotNull(evaluation.Membership);
        Assert.DoesNotContain("attack.auc", ReportFigures.Of(evaluation).Keys);
    }

    [TestMethod]
    public void Pairs_held_out_have_a_figure_of_their_own()
    {
        using var model = _request.Model(forgotten: 1, own: 2, others: 30);
        var parts = _request.Context.Unlearning().HoldOutForgotten(_request.View, share: 0.5, seed: 1);

        var evaluation = Evaluate(model, new ForgettingEvaluationOptions { HeldOut = parts.HeldOut, Attack = null, Relearning = null });

        var told = _request.Context.Unlearning().Evaluate(model, model, parts.ToForget, negatives: 100);
        Assert.AreEqual(2, evaluation.HeldOut!.Model.Count);
        Assert.AreEqual(1, (evaluation.HeldOut.HitAt(10) + told.HitAt(10)) * 2);   // x1 is on one side
        Assert.AreEqual(evaluation.HeldOut.HitAt(10), ReportFigures.Of(evaluation)["forgetHit@10.heldOut"]);
    }

    [TestMethod]
    public void A_model_that_counts_is_judged_by_what_it_has()
    {
        using var network = _request.Model(forgotten: 2, own: 2, others: 30);
        var counted = _request.Context.SequentialRecommendation().Trainers.Popularity()
            .Fit(Views.Window(_request.Context, _request.View, 6));

        var evaluation = _request.Context.Unlearning().EvaluateAll(counted, counted, counted, _request.View);

        Assert.IsNull(evaluation.Membership);
        Assert.IsNull(evaluation.Attack);
        Assert.IsNull(evaluation.Relearning);
        Assert.AreEqual(0, evaluation.Forgetting.SignedGapAt(10));
        Assert.AreEqual(SuiteRequest.Others + SuiteRequest.Forgetters, evaluation.Utility.Count);
    }

    [TestMethod]
    public void Options_of_every_part_are_checked_before_anything_is_done()
    {
        using var model = _request.Model(forgotten: 2, own: 2, others: 30);

        var attack = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Evaluate(
            model, new ForgettingEvaluationOptions { Attack = new MembershipAttackOptions { Folds = 1 } }));
        var relearning = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Evaluate(
            model, new ForgettingEvaluationOptions { Relearning = new RelearningEvaluationOptions { MaximumSteps = 0 } }));
        var column = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Evaluate(
            model, new ForgettingEvaluationOptions { TestItemColumnName = "Absent" }));

        StringAssert.StartsWith(attack.Message, "MembershipAttackOptions: Folds is 1; it must be at least 2.");
        StringAssert.StartsWith(relearning.Message, "RelearningEvaluationOptions: MaximumSteps is 0; it must be at least 1.");
        StringAssert.Contains(column.Message, "There is no column 'Absent'; EvaluateAll needs");
    }

    [TestMethod]
    public void Columns_of_what_is_held_out_are_checked_before_anything_is_done()
    {
        using var model = _request.Model(forgotten: 2, own: 2, others: 30);
        var heldOut = _request.Context.Transforms.DropColumns("Target").Fit(_request.View).Transform(_request.View);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Evaluate(model, new ForgettingEvaluationOptions { HeldOut = heldOut, CancellationToken = new CancellationToken(true) }));

        StringAssert.Contains(error.Message, "There is no column 'Target'; EvaluateAll, of HeldOut, needs");
    }

    [TestMethod]
    public void Too_few_users_for_the_attack_are_told_of()
    {
        var view = OneForgetter();
        using var model = NamedScores.Model(_request.Context, view, "b>x 5");
        var log = new LogLines(_request.Context, "EvaluateAll");

        var evaluation = _request.Context.Unlearning().EvaluateAll(model, model, model, view);

        Assert.IsNull(evaluation.Attack);
        Assert.HasCount(1, evaluation.Problems);
        StringAssert.StartsWith(evaluation.Problems[0], "The trained attack is left out: ");
        StringAssert.Contains(evaluation.Problems[0], "users to compare; it learns from some users and is tried on others, so it needs two of either.");
        Assert.AreEqual($"EvaluateAll: {evaluation.Problems[0]}", log.Warnings.Single());
    }

    [TestMethod]
    public void Cancelling_ends_it_before_the_next_part()
    {
        var view = OneForgetter();
        using var model = NamedScores.Model(_request.Context, view, "b>x 5");
        using var source = new CancellationTokenSource();
        var log = new LogLines(_request.Context, "EvaluateAll");
        log.Said += _ => source.Cancel(); // once the attack is left out

        Assert.ThrowsExactly<OperationCanceledException>(() => _request.Context.Unlearning().EvaluateAll(
            model, model, model, view, new ForgettingEvaluationOptions { Relearning = null, CancellationToken = source.Token }));

        Assert.HasCount(1, log.All);
    }

    private IDataView OneForgetter() => Views.Partitioned(
        _request.Context, Views.Split(_request.Context, "f: a b x r s; c1: a h k t; c2: a i l u; c3: a j m v"), "f x");

    private ForgettingEvaluation Evaluate(SequentialRecommenderTransformer model, ForgettingEvaluationOptions options) =>
        _request.Context.Unlearning().EvaluateAll(model, model, model, _request.View, options);
}
