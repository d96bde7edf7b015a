using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>What the evaluations of whole partitions refuse, and in which words.</summary>
[TestClass]
public sealed class PartitionedEvaluationErrorTests
{
    private const string Users = "f1: a b x p q; c1: a g k t";

    private readonly MLContext _mlContext = new(seed: 1);

    private UnlearningCatalog Unlearning => _mlContext.Unlearning();

    [TestMethod]
    public void Options_out_of_range_are_named_together()
    {
        var view = View(Users, "f1 x");
        var model = Model(view);

        var membership = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Unlearning.EvaluateMembership(
            model, model, view, new MembershipEvaluationOptions { MaximumPairs = 0, TestItemColumnName = "" }));
        var items = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Unlearning.EvaluateForgottenItems(
            model, model, view, new ForgottenItemEvaluationOptions { MinimumForgottenShare = 0, Negatives = 0, ForgetColumnName = "" }));

        StringAssert.StartsWith(membership.Message, "MembershipEvaluationOptions: TestItemColumnName is ''; it must be a column name.");
        StringAssert.Contains(membership.Message, "MaximumPairs is 0; it must be at least 1.");
        StringAssert.StartsWith(items.Message, "ForgottenItemEvaluationOptions: ForgetColumnName is ''; it must be a column name.");
        StringAssert.Contains(items.Message, "MinimumForgottenShare is 0; it must be above 0 and at most 1.");
        StringAssert.Contains(items.Message, "Negatives is 0; it must be at least 1.");
    }

    [TestMethod]
    public void Columns_that_are_missing_are_named_together()
    {
        var whole = Views.Split(_mlContext, Users);
        var model = Model(whole);

        var membership = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Unlearning.EvaluateMembership(model, model, whole));
        var items = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Unlearning.EvaluateForgottenItems(model, model, whole));

        foreach (var (message, owner) in new[] { (membership.Message, "EvaluateMembership"), (items.Message, "EvaluateForgottenItems") })
        {
            StringAssert.Contains(message, $"There is no column 'Target'; {owner} needs");
            StringAssert.Contains(message, $"There is no column 'IsForget'; {owner} needs");
        }
    }

    [TestMethod]
    public void Members_are_needed()
    {
        var view = View(Users, "f1 a"); // nothing comes before it

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Unlearning.EvaluateMembership(Model(view), Model(view), view));

        Assert.AreEqual(
            "EvaluateMembership: there are no members: no row to forget has items in 'Sequence' and an item in 'Target'.", error.Message);
    }

    [TestMethod]
    public void Non_members_are_needed()
    {
        var view = View(Users, "f1 x; c1 g");

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Unlearning.EvaluateMembership(Model(view), Model(view), view));

        Assert.AreEqual(
            "EvaluateMembership: there are no non-members: no user who forgets nothing has a new item in 'TestItem' and one before " +
            "it. Hold items out with SplitLeaveOneOut, and keep users without requests in the view.", error.Message);
    }

    [TestMethod]
    public void Counts_are_no_logits()
    {
        var view = View(Users, "f1 x");
        var counted = _mlContext.SequentialRecommendation().Trainers.ItemKnn().Fit(Views.Window(_mlContext, view, 6));

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Unlearning.EvaluateMembership(Model(view), counted, view));

        Assert.AreEqual(
            "EvaluateMembership: ItemKnn has counted: its scores are no logits and give no probabilities. Evaluate judges it by ranks.",
            error.Message);
    }

    [TestMethod]
    public void Both_models_must_take_contexts_of_one_length()
    {
        var view = View(Users, "f1 x");
        var shorter = NamedScores.Model(_mlContext, view, "", maximumLength: 5);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Unlearning.EvaluateMembership(Model(view), shorter, view));

        Assert.AreEqual(
            "EvaluateMembership: the model takes contexts of 6 items and the retrained one of 5; both must meet the same ones.",
            error.Message);
    }

    [TestMethod]
    public void A_model_of_other_items_is_refused()
    {
        var view = View(Users, "f1 x");
        var stranger = Model(View("f1: a b x p r; c1: a g k t", "f1 x"));

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Unlearning.EvaluateMembership(Model(view), stranger, view));

        StringAssert.StartsWith(error.Message, "In column 'Sequence' key 5 is item 'q', but Table was trained with 'r' there.");
    }

    [TestMethod]
    public void A_score_that_is_no_number_is_an_error()
    {
        var view = View(Users, "f1 x");
        var broken = NamedScores.Model(_mlContext, view, "b>x NaN");

        var error = Assert.Throws<InvalidOperationException>(() => Unlearning.EvaluateMembership(broken, Model(view), view));

        Assert.AreEqual("A model's score is no number (NaN); it cannot be ranked.", error.Message);
    }

    private SequentialRecommenderTransformer Model(IDataView view) => NamedScores.Model(_mlContext, view, "");

    private IDataView View(string users, string forget) => Views.Partitioned(_mlContext, Views.Split(_mlContext, users), forget);
}
