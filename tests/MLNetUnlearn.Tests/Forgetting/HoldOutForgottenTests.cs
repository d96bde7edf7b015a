using EstimatorContract;
using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Forgetting;

/// <summary>Forgotten pairs that an unlearner is not told of.</summary>
[TestClass]
public sealed class HoldOutForgottenTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Of_two_pairs_each_view_has_one_and_both_have_all_that_remains()
    {
        var held = Hold(Views.Partitioned(_mlContext, Samples.Sequences(_mlContext, "u1: a b c d; u2: e f; u3: a f e"), "u1 b; u3 e"));

        string[] first = ["u1 | a c d | - | False", "u1 | a | b | True", "u2 | e f | - | False", "u3 | a f | - | False"];
        string[] second = ["u1 | a c d | - | False", "u2 | e f | - | False", "u3 | a f | - | False", "u3 | a f | e | True"];
        var (toForget, heldOut) = (Cells.Rows(held.ToForget), Cells.Rows(held.HeldOut));
        CollectionAssert.AreEqual(toForget.Contains(first[1]) ? first : second, toForget);
        CollectionAssert.AreEqual(toForget.Contains(first[1]) ? second : first, heldOut);
        Assert.AreEqual((1, 1), (held.PairsToForget, held.HeldOutPairs));
    }

    [TestMethod]
    public void All_occurrences_of_an_item_that_a_user_wants_forgotten_are_on_one_side()
    {
        var view = Views.Partitioned(_mlContext, Samples.Sequences(_mlContext, "u1: a b c b b d b; u2: a b c d"), "u1 b; u2 b; u2 d");

        for (var seed = 0; seed < 10; seed++)
        {
            var held = Hold(view, share: 0.34, seed);
            int[] sides = [Count(held.ToForget), Count(held.HeldOut)];
            CollectionAssert.Contains(new[] { 0, 4 }, sides[0]);
            Assert.AreEqual(4, sides.Sum());
            Assert.AreEqual((2, 1), (held.PairsToForget, held.HeldOutPairs));
        }

        static int Count(IDataView side) => Cells.Rows(side, "UserId", "Target", "IsForget").Count(row => row == "u1 | b | True");
    }

    [TestMethod]
    public void The_two_sides_together_are_the_partition_and_share_no_row_to_forget()
    {
        var (view, all) = (PlantedPartition(), Cells.Rows(PlantedPartition()));
        string[] remaining = [.. all.Where(Remains)];
        Assert.IsGreaterThan(60, all.Length - remaining.Length);

        foreach (var (share, seed) in new[] { (0.2, 1), (0.5, 2), (0.999, 3), (1e-9, 4) })
        {
            var held = Hold(view, share, seed);
            var (toForget, heldOut) = (Cells.Rows(held.ToForget), Cells.Rows(held.HeldOut));

            CollectionAssert.AreEqual(remaining, toForget.Where(Remains).ToArray());
            CollectionAssert.AreEqual(remaining, heldOut.Where(Remains).ToArray());
            CollectionAssert.AreEquivalent(
                all.Where(row => !Remains(row)).ToArray(), toForget.Concat(heldOut).Where(row => !Remains(row)).ToArray());
            Assert.IsFalse(toForget.Where(row => !Remains(row)).Intersect(heldOut.Where(row => !Remains(row))).Any());
            // Each left in the partition's order.
            CollectionAssert.AreEqual(all.Where(toForget.ToHashSet().Contains).ToArray(), toForget);
            // Sampled requests name every pair once.
            var pairs = all.Length - remaining.Length;
            var expected = Math.Clamp((int)Math.Floor((share * pairs) + 0.5), 1, pairs - 1);
            Assert.AreEqual((pairs - expected, expected), (held.PairsToForget, held.HeldOutPairs));
            Assert.AreEqual(expected, heldOut.Length - remaining.Length);
        }

        static bool Remains(string row) => row.Contains("| False", StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_same_seed_holds_out_the_same_pairs_and_another_one_others()
    {
        var view = PlantedPartition();

        CollectionAssert.AreEqual(Cells.Rows(Hold(view, 0.5, 7).HeldOut), Cells.Rows(Hold(view, 0.5, 7).HeldOut));
        CollectionAssert.AreNotEqual(Cells.Rows(Hold(view, 0.5, 7).HeldOut), Cells.Rows(Hold(view, 0.5, 8).HeldOut));
    }

    /// <remarks>The pairs held out are taken out of the log itself, so that nothing can tell of them.</remarks>
    [TestMethod]
    [DataRow(false, DisplayName = "SRUGA")]
    [DataRow(true, DisplayName = "NewtonStep, whose controls are users who forget nothing")]
    public void An_unlearner_does_as_if_the_pairs_held_out_had_never_been_there(bool isNewton)
    {
        string[] users =
        [
            "u0: a b c d e f g h", "u1: a b c d e f", "u2: c d e g h a b", "u3: h g f e d c", "u4: b c d e f g", "u5: d c b a h g f e",
        ];
        string[] forget = ["u1 c", "u2 g", "u3 f", "u3 e", "u5 b", "u5 h"];
        var split = Views.Split(_mlContext, string.Join("; ", users));
        using var original = PlantedRing.Fit(_mlContext, split, PlantedRing.Options with { Epochs = 2, Seed = 1 });
        var held = Hold(Views.Partitioned(_mlContext, split, string.Join("; ", forget)), share: 0.4, seed: 3);
        string[] heldOut =
        [
            .. Cells.Rows(held.HeldOut, "UserId", "Target").Where(row => !row.EndsWith('-'))
                .Select(row => row.Replace(" | ", " ", StringComparison.Ordinal)),
        ];
        Assert.HasCount(2, heldOut);
        var without = Views.Split(_mlContext, string.Join("; ", users.Select(user => heldOut.Where(pair => pair[..2] == user[..2])
            .Aggregate(user, (text, pair) => text.Replace(" " + pair[^1], "", StringComparison.Ordinal)))));

        using var told = Unlearn(held.ToForget);
        using var absent = Unlearn(Views.Partitioned(_mlContext, without, string.Join("; ", forget.Except(heldOut))));

        Weights.AssertEqual(Weights.Of(absent.Module), Weights.Of(told.Module));
        Assert.IsGreaterThan(0, Weights.Distance(Weights.Of(original.Module), Weights.Of(told.Module)));

        SequentialRecommenderTransformer Unlearn(IDataView partitioned)
        {
            var windows = Views.Window(_mlContext, partitioned, PlantedRing.MaximumLength);
            return isNewton
                ? _mlContext.Unlearning().NewtonStep(original, new NewtonStepOptions { Seed = 5 }).Fit(windows)
                : _mlContext.Unlearning().Sruga(original, new SrugaOptions
                {
                    MaximumEpochs = 3, LearningRate = 0.01, Stop = new NoStop(), Seed = 5,
                }).Fit(windows);
        }
    }

    [TestMethod]
    public void Options_out_of_range_are_named_together()
    {
        var view = Views.Partitioned(_mlContext, Samples.Sequences(_mlContext, "u1: a b c d"), "u1 b; u1 c");

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Unlearning().HoldOutForgotten(
            view, new HoldOutForgottenOptions { Share = 1, UserColumnName = "", TargetColumnName = "x", ForgetColumnName = "x" }));

        Assert.StartsWith(
            "HoldOutForgottenOptions: Share is 1; it must be greater than 0 and less than 1. "
            + "UserColumnName is ''; it must be a column name. TargetColumnName and ForgetColumnName are both 'x'; they must differ.", error.Message);
    }

    [TestMethod]
    public void Columns_that_do_not_fit_are_named_together()
    {
        var windows = Views.Window(_mlContext, Samples.Sequences(_mlContext, "u1: a b c d"));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Hold(windows));

        StringAssert.Contains(error.Message, "Column 'Target' has type");
        StringAssert.Contains(error.Message, "; HoldOutForgotten needs a scalar key (UInt32).");
        StringAssert.Contains(error.Message, "There is no column 'IsForget'; HoldOutForgotten needs a scalar Boolean of that name.");
    }

    [TestMethod]
    [DataRow("u1 b", "HoldOutForgotten: there is 1 pair of user and item to forget; ")]
    [DataRow("u1 a", "HoldOutForgotten: there are 0 pairs of user and item to forget; ", DisplayName = "a first item has no row")]
    public void Two_pairs_are_needed(string forget, string expected)
    {
        var view = Views.Partitioned(_mlContext, Samples.Sequences(_mlContext, "u1: a b c b"), forget);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Hold(view));

        Assert.AreEqual(expected + "there must be at least 2, one to hold out and one to forget.", error.Message);
    }

    private HeldOutForgotten Hold(IDataView view, double share = 0.2, int seed = 1) =>
        _mlContext.Unlearning().HoldOutForgotten(view, share, seed);

    private IDataView PlantedPartition()
    {
        var split = Views.Split(_mlContext, PlantedRing.Interactions(users: 100));
        var requests = _mlContext.Unlearning().SampleForgetRequests(split, userFraction: 0.5, seed: 2);
        return _mlContext.Transforms.PartitionForgetRemain(requests).Fit(split).Transform(split);
    }
}
