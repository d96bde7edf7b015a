using Microsoft.ML;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Tests.Recommenders.Losses;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders.Negatives;

/// <summary>What is drawn, as a loss sees it.</summary>
[TestClass]
public sealed class NegativeSamplingTests
{
    // Keys x 1, y 2, a 3, b 4, c 5, d 6, e 7; y follows for u only. Of the others 8 users have a, 4 b, 2 c, 1 d and 1 e.
    private const string Users = "u: x y; p1: a b; p2: a b; p3: a b; p4: a b; p5: a c; p6: a c; p7: a d; p8: a e";
    private const int Y = 2;

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Uniform_negatives_are_all_items_alike_outside_the_users() =>
        AssertShares(new UniformNegatives(), [1, 1, 1, 1, 1]);

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.75)]
    [DataRow(1.0)]
    [DataRow(2.0)]
    public void Popular_items_are_drawn_in_proportion_to_a_power_of_their_users(double exponent) => AssertShares(
        new PopularityNegatives { Exponent = exponent }, [.. new[] { 8, 4, 2, 1, 1 }.Select(count => Math.Pow(count, exponent))]);

    [TestMethod]
    public void A_weight_of_ones_own_decides() =>
        AssertShares(new LogarithmicNegatives(), [.. new[] { 8, 4, 2, 1, 1 }.Select(count => Math.Log(count))]);

    /// <summary>Where nearly all that is likely is the user's own, the rest keeps its shares.</summary>
    [TestMethod]
    public void A_user_of_the_most_popular_items_gets_the_others_by_their_weights()
    {
        // Keys a 1, f 2, d 3, b 4, c 5; d follows for w only. 41 users have a and f; of the rest 1 has b and 2 have c.
        var crowd = string.Join("; ", Enumerable.Range(0, 40).Select(i => $"p{i}: a f"));
        var drawn = Draw(new PopularityNegatives { Exponent = 2 }, $"w: a f d; {crowd}; q1: b c; q2: c c").Where(row => row.Target == 3);

        AssertShares(Counts(drawn.SelectMany(row => row.Negatives), from: 4, to: 5), [1, 4]);
    }

    [TestMethod]
    public void Items_of_no_user_are_drawn_only_for_one_who_has_all_others()
    {
        // Training holds w: a b c d and v: a b; z and q, keys 5 and 6, are held out. d (4) follows for w only, b (2) for both.
        var drawn = Draw(new PopularityNegatives(), Views.Split(_mlContext, "w: a b c d z q; v: a b c d"));

        CollectionAssert.AreEquivalent(new long[] { 5, 6 }, Drawn(drawn.Where(row => row.Target == 4)));
        CollectionAssert.AreEquivalent(new long[] { 3, 4, 5, 6 }, Drawn(drawn.Where(row => row.Target == 2)));
        foreach (var row in drawn.Where(row => row.Target == 2)) // w's and v's
            Assert.IsTrue(row.Negatives.All(item => item >= 5) || row.Negatives.All(item => item <= 4), string.Join(" ", row.Negatives));
    }

    [TestMethod]
    public void A_loss_is_told_how_likely_items_are_unless_all_are_alike()
    {
        var logs = Draw(new PopularityNegatives { Exponent = 1 }, Users)[0].LogProbabilities!;

        Assert.HasCount(8, logs);
        foreach (var (item, count) in new[] { (1, 1), (2, 1), (3, 8), (4, 4), (5, 2), (6, 1), (7, 1) })
            Assert.AreEqual(Math.Log(count / 18.0), logs[item], 1e-6);
        Assert.IsNull(Draw(new UniformNegatives(), Users)[0].LogProbabilities);
        // log 1 = 0: x, y, d and e are never drawn; c is the least likely of the others.
        var own = Draw(new LogarithmicNegatives(), Users)[0].LogProbabilities!;
        Assert.AreEqual(Math.Log(Math.Log(2) / (Math.Log(8) + Math.Log(4) + Math.Log(2))), own[5], 1e-6);
        Assert.AreEqual(own[5], own[6]);
    }

    [TestMethod]
    public void Powers_are_those_of_the_formula()
    {
        foreach (var exponent in new[] { 0.1, 0.5, 0.75, 1, 1.9 })
        {
            foreach (var count in new[] { 1, 2, 3, 7, 1000, 123_456_789, int.MaxValue })
            {
                var weight = new PopularityNegatives { Exponent = exponent }.Weight(count);
                Assert.AreEqual(1, weight / Math.Pow(count, exponent), 2e-14, $"{count}^{exponent}");
            }
        }
        Assert.AreEqual(0, new PopularityNegatives().Weight(0));
        Assert.AreEqual(1, new PopularityNegatives { Exponent = 0 }.Weight(0));
    }

    [TestMethod]
    public void Weights_that_are_none_are_refused()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Draw(new ConstantNegatives(-1), Users));

        Assert.AreEqual(
            "Table: ConstantNegatives gives items weights of -1 to -1; weights must be finite, 0 or above, and not all 0.",
            exception.Message);
        foreach (var weight in new[] { 0, double.NaN, double.PositiveInfinity, double.MaxValue })
            Assert.ThrowsExactly<InvalidOperationException>(() => Draw(new ConstantNegatives(weight), Users), $"{weight}");
    }

    private void AssertShares(NegativeSampling sampling, double[] weights)
    {
        var drawn = Draw(sampling, Users).Where(row => row.Target == Y).SelectMany(row => row.Negatives);
        AssertShares(Counts(drawn, from: 3, to: 7), weights);
    }

    // Pearson's test at 0.001; what has no weight is not drawn.
    private static void AssertShares(int[] counts, double[] weights)
    {
        double[] critical = [0, 10.83, 13.82, 16.27, 18.47]; // of 1 to 4 degrees of freedom
        var (total, sum) = (counts.Sum(), weights.Sum());
        var distance = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            var expected = total * weights[i] / sum;
            if (expected == 0)
                Assert.AreEqual(0, counts[i]);
            else
                distance += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        Assert.AreEqual(4000, total);
        Assert.IsLessThan(critical[weights.Count(weight => weight > 0) - 1], distance, string.Join(" ", counts));
    }

    // Items of other numbers fail.
    private static int[] Counts(IEnumerable<long> items, int from, int to)
    {
        var counts = new int[to - from + 1];
        foreach (var item in items)
            counts[item - from]++;
        return counts;
    }

    private static long[] Drawn(IEnumerable<(long Target, long[] Negatives, float[]? LogProbabilities)> rows) =>
        [.. rows.SelectMany(row => row.Negatives).Distinct()];

    private List<(long Target, long[] Negatives, float[]? LogProbabilities)> Draw(NegativeSampling sampling, string users) =>
        Draw(sampling, Views.Windows(_mlContext, users));

    private List<(long Target, long[] Negatives, float[]? LogProbabilities)> Draw(NegativeSampling sampling, IDataView sequences)
    {
        List<(long Target, long[] Negatives, float[]? LogProbabilities)> noted = [];
        var options = new TableOptions
        {
            Epochs = 8, Seed = 1, NegativeSampling = sampling, Loss = new NotedNegatives(500, noted), ValidationColumnName = null,
        };
        var windows = sequences.Schema.GetColumnOrNull("Target") is null ? Views.Window(_mlContext, sequences) : sequences;
        _mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(windows);
        return noted;
    }

    private sealed record LogarithmicNegatives : NegativeSampling
    {
        public override double Weight(int count) => Math.Log(Math.Max(count, 1));
    }

    private sealed record ConstantNegatives(double Value) : NegativeSampling
    {
        public override double Weight(int count) => Value;
    }
}
