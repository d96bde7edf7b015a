using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Evaluation.Membership;

/// <summary>How the answers of the trained attack become figures.</summary>
[TestClass]
public sealed class AttackFigureTests
{
    // Member i is x after b{i}, non-member j after k{j}. Members 0 to 59 stand out, the others look like non-members.
    private readonly AttackCase _pairs = new(
        Enumerable.Range(0, 200).Select(i => ($"b{i}", "x0")), Enumerable.Range(0, 200).Select(j => ($"k{j}", "x0")), "u: x1 x1");

    private static MembershipAttackOptions Options => AttackCase.Options with { MinimumExampleCountPerLeaf = 10 };

    [TestMethod]
    public void Who_can_be_named_almost_surely_is_counted()
    {
        var sequences = _pairs.Attack(StandOut(60), options: Options).Sequences;

        // 60 of 200 are above all non-members. The next threshold takes at least a part's 50 of 200 non-members.
        Assert.AreEqual(0.3, sequences.TruePositiveRateAtOnePercentFalsePositives, 1e-12);
        // The others' answers are alike but for what part they are in.
        Assert.AreEqual(0.3 + (0.7 * 0.5), sequences.Auc, 0.03);
    }

    // Members are half x0 and half y0, non-members 50 and 150: their weights are 2 and 2/3, as good as 200² / (50 · 4 + 150 · 4/9) = 150.
    [TestMethod]
    public void The_standard_error_is_that_of_Hanley_and_McNeil_with_the_effective_number_of_non_members()
    {
        var pairs = new AttackCase(
            Enumerable.Range(0, 200).Select(i => ($"b{i}", i < 100 ? "x0" : "y0")),
            Enumerable.Range(0, 200).Select(j => ($"k{j}", j < 50 ? "x0" : "y0")), "u: y0 y0 y0 y0 y0 y0 y0 y0 x1 x1");

        var sequences = pairs.Attack(
            pairs.Model((b, v) => b[0] == 'b' && AttackCase.Number(b) % 2 == 0 ? 5 : 0), options: Options).Sequences;

        var a = sequences.Auc;
        Assert.IsInRange(0.6, 0.9, a);
        Assert.AreEqual((200, 200), (sequences.Members, sequences.NonMembers));
        var variance = (a - (a * a) + (199 * ((a / (2 - a)) - (a * a))) + (149 * ((2 * a * a / (1 + a)) - (a * a)))) / (200 * 150);
        Assert.AreEqual(Math.Sqrt(variance), sequences.StandardError, 1e-6);
    }

    // Of 1 there is nothing to be wrong about.
    [TestMethod]
    public void An_attack_that_finds_all_has_no_error() =>
        Assert.AreEqual(0, _pairs.Attack(StandOut(200), options: Options).Sequences.StandardError, 1e-9);

    [TestMethod]
    public void Leakage_is_the_lost_share_of_what_the_retrained_model_hides()
    {
        var (attack, back) = (_pairs.Attack(StandOut(120), StandOut(40), Options), _pairs.Attack(StandOut(40), StandOut(120), Options));
        var (more, less) = (attack.Sequences.Auc, attack.RetrainedSequences.Auc);

        Assert.AreEqual(((1 - more) - (1 - less)) / (1 - less), attack.PrivacyLeakage!.Value, 1e-12);
        Assert.IsLessThan(-0.3, attack.PrivacyLeakage!.Value);       // (0.2 - 0.4) / 0.4, as far as AUCs are 0.8 and 0.6
        Assert.IsGreaterThan(0.5, back.PrivacyLeakage!.Value);       // (0.4 - 0.2) / 0.2
        Assert.AreEqual((less, more), (back.Sequences.Auc, back.RetrainedSequences.Auc));
    }

    [TestMethod]
    public void What_was_over_forgotten_shows_as_well()
    {
        var pushedAway = _pairs.Model((b, v) => b[0] == 'b' && v == "x0" ? -5 : 0);

        var attack = _pairs.Attack(pushedAway, StandOut(40), Options);

        Assert.AreEqual(0, _pairs.Thresholds(pushedAway).ScoreAuc);
        Assert.AreEqual(1, attack.Sequences.Auc);
        Assert.IsLessThan(-0.9, attack.PrivacyLeakage!.Value);
    }

    [TestMethod]
    public void There_is_no_leakage_beside_a_retrained_model_that_hides_nothing()
    {
        var attack = _pairs.Attack(_pairs.Blank, StandOut(200), Options);

        Assert.AreEqual(1, attack.RetrainedSequences.Auc);
        Assert.IsNull(attack.PrivacyLeakage);
    }

    [TestMethod]
    public void The_curve_rises_from_corner_to_corner_over_an_area_of_the_figure()
    {
        var sequences = _pairs.Attack(StandOut(60), options: Options).Sequences;

        Assert.IsLessThan(200, sequences.Roc.Count);
        Assert.AreEqual(sequences.Auc, AreaUnder(sequences.Roc), 1e-9);
        Assert.Contains(point => point.FalsePositiveRate == 0 && Math.Abs(point.TruePositiveRate - 0.3) < 1e-12, sequences.Roc);
    }

    [TestMethod]
    public void A_curve_of_many_thresholds_has_two_hundred_points()
    {
        var scores = _pairs.Model((b, _) => 3 * AttackCase.Chance(AttackCase.Number(b) + (b[0] == 'b' ? 0 : 500)));

        var sequences = _pairs.Attack(
            scores, options: Options with { NumberOfLeaves = 40, MinimumExampleCountPerLeaf = 1 }).Sequences;

        Assert.HasCount(200, sequences.Roc);
        Assert.AreEqual(sequences.Auc, AreaUnder(sequences.Roc), 0.01);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_figures_and_another_one_others()
    {
        var model = _pairs.Model((b, v) => 3 * AttackCase.Chance(AttackCase.Number(b) + AttackCase.Number(v) + (b[0] == 'b' ? 0 : 500)));
        var (first, again, other) = (Attack(1), Attack(1), Attack(2));

        Assert.AreEqual((first.Sequences.Auc, first.Items.Auc), (again.Sequences.Auc, again.Items.Auc));
        CollectionAssert.AreEqual(first.Sequences.Roc.ToArray(), again.Sequences.Roc.ToArray());
        Assert.AreNotEqual(first.Sequences.Auc, other.Sequences.Auc);

        MembershipAttackMetrics Attack(int seed) =>
            _pairs.Attack(model, options: Options with { MinimumExampleCountPerLeaf = 5, Seed = seed });
    }

    private SequentialRecommenderTransformer StandOut(int members) =>
        _pairs.Model((b, v) => b[0] == 'b' && AttackCase.Number(b) < members && v == "x0" ? 5 : 0);

    private static double AreaUnder(IReadOnlyList<RocPoint> curve)
    {
        Assert.AreEqual((new RocPoint(0, 0), new RocPoint(1, 1)), (curve[0], curve[^1]));
        var area = 0.0;
        foreach (var (from, to) in curve.Zip(curve.Skip(1)))
        {
            Assert.IsGreaterThanOrEqualTo(from.FalsePositiveRate, to.FalsePositiveRate);
            Assert.IsGreaterThanOrEqualTo(from.TruePositiveRate, to.TruePositiveRate);
            area += (to.FalsePositiveRate - from.FalsePositiveRate) * (from.TruePositiveRate + to.TruePositiveRate) / 2;
        }
        return area;
    }
}
