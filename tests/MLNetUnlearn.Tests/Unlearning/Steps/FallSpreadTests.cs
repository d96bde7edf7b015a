using Microsoft.ML;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning.Steps;

/// <summary>
/// How far items fall for a unit of length. A hundred items were learnt, each twice after one of ten others, and are all forgotten, so that
/// nothing of them remains and each is to fall by 20. Their learnt pairs score 2; of pairs the model never saw, half score 2 and half 0,
/// after a: a standard deviation of 1 more.
/// </summary>
[TestClass]
public sealed class FallSpreadTests
{
    private const int Forgotten = 100;
    private const int Before = 10;
    private const int First = 2 + Before;   // the first of them; a is 1, and 2 to 11 are those before
    private const int Items = 1 + Before + Forgotten;

    private readonly MLContext _context = new(seed: 1);

    [TestMethod]
    public void Items_fall_around_what_is_expected_as_scores_of_unseen_pairs_differ()
    {
        var falls = Falls(0.8, seed: 5);

        Assert.AreEqual(20, falls.Average(), 4.0 / Math.Sqrt(Forgotten));
        Assert.AreEqual(1, Deviation(falls), 0.25);                                              // of 100 values: its error is .07
        Assert.AreSequenceEqual(falls, Falls(0.8, seed: 5));
        Assert.AreNotEqual(falls[7], Falls(0.8, seed: 6)[7], 0.01);
    }

    [TestMethod]
    public void The_deviation_is_bounded_by_a_share_of_the_fall() =>
        Assert.AreEqual(0.2, Deviation(Falls(0.01, seed: 5)), 0.05);

    [TestMethod]
    public void Without_deviation_all_fall_alike()
    {
        foreach (var fall in Falls(0, seed: 5))
            Assert.AreEqual(20, fall, 0.02);                                                      // the log has four digits of the length
    }

    private double[] Falls(double deviation, int seed)
    {
        var users = string.Join("; ", Enumerable.Range(0, Forgotten).Select(i => (Before: $"b{i % Before}", Item: $"x{i}")).Select((pair, i) =>
            $"f{i}: a {pair.Before} {pair.Item} a a; g{i}: a {pair.Before} {pair.Item} a a; "
            + $"v{i}: a {pair.Before} {pair.Item} a; w{i}: {pair.Before} a {pair.Item} a").Prepend("z: a b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 a a"));
        var requests = string.Join("; ", Enumerable.Range(0, Forgotten).Select(i => $"f{i} x{i}; g{i} x{i}"));
        var windows = Views.Window(_context, Views.Partitioned(_context, Views.Split(_context, users), requests));
        using var model = TableModel.Of(_context, windows, Score);
        var lines = new LogLines(_context, "NewtonStep");

        using var unlearned = _context.Unlearning().NewtonStep(model, new NewtonStepOptions
        {
            FallDeviation = deviation, LearningRate = 1e-12, MaximumEpochs = 1, Seed = seed,
        }).Fit(windows);

        var (before, after, length) = (Table(Weights.Of(model.Module)), Table(Weights.Of(unlearned.Module)), TableStep.LengthOf(lines));
        return [.. Enumerable.Range(First, Forgotten).Select(v => -Enumerable.Range(0, Items).Sum(i =>
            Score(ItemBefore(v), i + 1) * (after[(v * Items) + i] - before[(v * Items) + i])) / length)];
    }

    private static double Score(int item, int v) => v >= First && item == ItemBefore(v) ? 2 : 0;

    private static int ItemBefore(int v) => 2 + ((v - First) % Before);

    private static float[] Table(Dictionary<string, float[]> weights) =>
        weights.Single(named => named.Key.Contains("items", StringComparison.Ordinal)).Value;

    private static double Deviation(double[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}
