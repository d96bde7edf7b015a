using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Evaluation.Control;

/// <summary>
/// The control of every figure of forgetting: the original, which was trained on the forgotten pairs, must look as if it remembered them,
/// and a model retrained without them must look as if it did not, beside another such model.
/// </summary>
/// <remarks>
/// There are about 1,100 forgotten pairs. A share of them has a standard deviation of 0.015 at most, an AUC against 940 others one of
/// 0.013, and about twice that with their weights: what is to be equal may differ by three or four of these.
/// </remarks>
[TestClass]
public sealed class RetrainedControlTests
{
    private const double ShareSlack = 0.05;
    private const double AucSlack = 0.05;

    // The attack's classifiers are drawn anew too.
    private const double AttackSlack = 0.1;

    private static readonly Lazy<ControlModels> _models = new(() => new ControlModels());

    private static ControlModels Models => _models.Value;

    [TestMethod]
    public void The_original_ranks_forgotten_pairs_higher_and_another_retrained_model_does_not()
    {
        var (original, again) = (Evaluate(Models.Original), Evaluate(Models.RetrainedAgain));

        Assert.IsGreaterThan(2 * ShareSlack, original.SignedGapAt(10));
        Assert.AreEqual(0, again.SignedGapAt(10), ShareSlack);
        Assert.IsLessThan(0.001, original.RankDistancePValue);
        Assert.IsGreaterThan(0.05, again.RankDistancePValue);
        Assert.IsGreaterThan(3 * again.RankDistance, original.RankDistance);

        static ForgettingMetrics Evaluate(SequentialRecommenderTransformer model) =>
            Models.Unlearning.Evaluate(model, Models.Retrained, Models.View);
    }

    [TestMethod]
    public void Nothing_is_pushed_to_the_end_by_retraining_again() => Assert.AreEqual(
        0, Models.Unlearning.Evaluate(Models.RetrainedAgain, Models.Retrained, Models.View).StreisandShare, ShareSlack);

    [TestMethod]
    public void The_tug_of_war_is_won_by_retraining_again()
    {
        var original = Models.Unlearning.EvaluateTugOfWar(Models.Original, Models.Retrained, Models.View);
        var again = Models.Unlearning.EvaluateTugOfWar(Models.RetrainedAgain, Models.Retrained, Models.View);

        Assert.IsGreaterThan(0.9, again.Value);             // three differences of 0.03 give 0.91
        Assert.IsLessThan(again.Value - 0.1, original.Value);
        Assert.AreEqual(0, again.ForgetDifference, ShareSlack);
        Assert.AreEqual(0, again.TestDifference, ShareSlack);
    }

    [TestMethod]
    public void Thresholds_tell_members_of_the_original_only()
    {
        var original = Models.Unlearning.EvaluateMembership(Models.Original, Models.Retrained, Models.View);
        var again = Models.Unlearning.EvaluateMembership(Models.RetrainedAgain, Models.Retrained, Models.View);

        Assert.IsGreaterThan(again.RetrainedScoreAuc + AucSlack, original.ScoreAuc);
        Assert.AreEqual(again.RetrainedScoreAuc, again.ScoreAuc, AucSlack);
        Assert.IsGreaterThan(0.5 + (2 * AucSlack), original.DifferenceAuc);
        Assert.AreEqual(0.5, again.DifferenceAuc, AucSlack);
    }

    [TestMethod]
    public void Trees_tell_members_of_the_original_only()
    {
        var (original, again) = (Attack(Models.Original), Attack(Models.RetrainedAgain));

        Assert.IsGreaterThan(original.RetrainedSequences.Auc + AttackSlack, original.Sequences.Auc);
        Assert.AreEqual(again.RetrainedSequences.Auc, again.Sequences.Auc, AttackSlack);
        Assert.IsGreaterThan(original.RetrainedItems.Auc + AttackSlack, original.Items.Auc);
        Assert.AreEqual(again.RetrainedItems.Auc, again.Items.Auc, AucSlack); // contexts are the same, which leaves less to chance
        Assert.IsLessThan(-0.15, original.PrivacyLeakage!.Value);
    }

    [TestMethod]
    public void The_number_of_threads_changes_no_figure()
    {
        var before = torch.get_num_threads();
        try
        {
            torch.set_num_threads(1);
            var one = Attack(Models.Original);
            torch.set_num_threads(3);
            var three = Attack(Models.Original);

            CollectionAssert.AreEqual(one.Sequences.Roc.ToArray(), three.Sequences.Roc.ToArray());
            CollectionAssert.AreEqual(one.RetrainedItems.Roc.ToArray(), three.RetrainedItems.Roc.ToArray());
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    private static MembershipAttackMetrics Attack(SequentialRecommenderTransformer model) =>
        Models.Unlearning.EvaluateMembershipAttack(
            model, Models.Retrained, Models.View, new MembershipAttackOptions { NumberOfTrees = 30 });
}
