using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>What the trained attack refuses, and in which words.</summary>
[TestClass]
public sealed class AttackErrorTests
{
    private const string Users = "f1: a b x p q; f2: a b x p q; c1: a g y; c2: a g z";
    private const string Forget = "f1 x; f2 x";

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Options_out_of_range_are_named_together()
    {
        var view = View(Users, Forget);
        var options = new MembershipAttackOptions
        {
            TestItemColumnName = " ", MaximumPairs = 0, Folds = 1, NumberOfTrees = 0, NumberOfLeaves = 1, MinimumExampleCountPerLeaf = 0,
            LearningRate = double.NaN,
        };

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Attack(Model(view), Model(view), view, options));

        Assert.AreEqual(
            "MembershipAttackOptions: TestItemColumnName is ' '; it must be a column name. MaximumPairs is 0; it must be at least 1. " +
            "Folds is 1; it must be at least 2. NumberOfTrees is 0; it must be at least 1. NumberOfLeaves is 1; it must be at least 2. " +
            "MinimumExampleCountPerLeaf is 0; it must be at least 1. LearningRate is NaN; it must be a finite number above 0. " +
            "(Parameter 'options')", error.Message);
    }

    [TestMethod]
    public void Columns_that_are_missing_are_named_together()
    {
        var whole = Views.Split(_mlContext, Users);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Attack(Model(whole), Model(whole), whole));

        StringAssert.Contains(error.Message, "There is no column 'Target'; EvaluateMembershipAttack needs");
        StringAssert.Contains(error.Message, "There is no column 'IsForget'; EvaluateMembershipAttack needs");
    }

    [TestMethod]
    [DataRow("f1 x", 1, 2, DisplayName = "one user who forgets")]
    [DataRow("f1 x; f2 x; c1 a", 2, 1, DisplayName = "one user who forgets nothing")]
    public void Users_are_needed_to_learn_from_and_to_try_on(string forget, int members, int nonMembers)
    {
        // The second user who forgets something else forgets a first item, which is in no pair.
        var view = View(members == 1 ? Users.Replace("f2: a b x p q; ", "", StringComparison.Ordinal) : Users, forget);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Attack(Model(view), Model(view), view));

        Assert.AreEqual(
            $"EvaluateMembershipAttack: the attack on sequences has members of {members} and non-members of {nonMembers} users to compare; " +
            "it learns from some users and is tried on others, so it needs two of either. Pairs of whose popularity and position the other " +
            "side has none are left out.", error.Message);
    }

    [TestMethod]
    public void Pairs_are_needed_that_can_be_compared()
    {
        var view = View(Users.Replace("a g", "a g h", StringComparison.Ordinal), Forget); // one place later

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Attack(Model(view), Model(view), view));

        StringAssert.StartsWith(
            error.Message, "EvaluateMembershipAttack: the attack on sequences has members of 0 and non-members of 0 users to compare;");
    }

    [TestMethod]
    public void Other_items_are_needed_as_popular()
    {
        // Nothing else is never trained on but p and q, which both users have.
        var view = View("f1: a b x p q; f2: a b x p q; c1: a b x; c2: a b x", Forget);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Attack(Model(view), Model(view), view));

        Assert.AreEqual(
            "EvaluateMembershipAttack: the attack on items has members of 0 and non-members of 0 users to compare; it learns from some users " +
            "and is tried on others, so it needs two of either. Members for whom there is no other item as popular that they never had are " +
            "left out.", error.Message);
    }

    [TestMethod]
    public void Counts_are_no_logits()
    {
        var view = View(Users, Forget);
        var counted = _mlContext.SequentialRecommendation().Trainers.ItemKnn().Fit(Views.Window(_mlContext, view, 6));

        foreach (var attack in new Action[] { () => Attack(counted, Model(view), view), () => Attack(Model(view), counted, view) })
        {
            var error = Assert.ThrowsExactly<InvalidOperationException>(attack);
            Assert.AreEqual(
                "EvaluateMembershipAttack: ItemKnn has counted: its scores are no logits and give no probabilities. Evaluate judges it by " +
                "ranks.", error.Message);
        }
    }

    [TestMethod]
    public void Both_models_must_take_contexts_of_one_length()
    {
        var view = View(Users, Forget);
        var shorter = NamedScores.Model(_mlContext, view, "", maximumLength: 5);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Attack(Model(view), shorter, view));

        Assert.AreEqual(
            "EvaluateMembershipAttack: the model takes contexts of 6 items and the retrained one of 5; both must meet the same ones.",
            error.Message);
    }

    [TestMethod]
    public void A_model_of_other_items_is_refused()
    {
        var view = View(Users, Forget);
        var stranger = Model(View(Users.Replace('q', 'r'), Forget));

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Attack(Model(view), stranger, view));

        StringAssert.StartsWith(error.Message, "In column 'Sequence' key 5 is item 'q', but Table was trained with 'r' there.");
    }

    [TestMethod]
    public void A_score_that_is_no_number_is_an_error()
    {
        var view = View(Users, Forget);
        var broken = NamedScores.Model(_mlContext, view, "b>x NaN");

        var error = Assert.Throws<InvalidOperationException>(() => Attack(Model(view), broken, view));

        Assert.AreEqual("A model's score is no number (NaN); it cannot be ranked.", error.Message);
    }

    private MembershipAttackMetrics Attack(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView view, MembershipAttackOptions? options = null) =>
        _mlContext.Unlearning().EvaluateMembershipAttack(model, retrained, view, options ?? new());

    private SequentialRecommenderTransformer Model(IDataView view) => NamedScores.Model(_mlContext, view, "");

    private IDataView View(string users, string forget) => Views.Partitioned(_mlContext, Views.Split(_mlContext, users), forget);
}
