using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation;

/// <summary>Where the forgotten items stand in the whole ranking, beside a retrained model.</summary>
[TestClass]
public sealed class RankDistributionTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_percentile_is_the_place_among_the_items_ranked()
    {
        // Keys a 1 to f 6. After a, b to f are ranked: b, the lowest of 5, and c, the second lowest. e after a, d: second of b, c, e, f.
        var metrics = Evaluate("u1: a b c d e f a; u2: b d c e f", "u1 b; u1 c; u1 e", (_, v) => v, (_, v) => v);

        CollectionAssert.AreEqual(new[] { 5, 4, 2 }, metrics.Model.Ranks.ToArray());
        CollectionAssert.AreEqual(new[] { 4 / 4.0, 3 / 4.0, 1 / 3.0 }, metrics.Model.RankPercentiles.ToArray());
    }

    [TestMethod]
    public void Among_negatives_the_items_ranked_are_these_and_the_item()
    {
        var view = Views.Partitioned(_mlContext, Views.Split(_mlContext, "u1: a b c d e; u2: f g h i j k"), "u1 b");
        var model = Model(view, (_, v) => -v);

        var metrics = _mlContext.Unlearning().Evaluate(model, model, view, negatives: 4);

        CollectionAssert.AreEqual(new[] { 1 }, metrics.Model.Ranks.ToArray());   // all but a score lower, and a is the user's
        CollectionAssert.AreEqual(new[] { 0.0 }, metrics.Model.RankPercentiles.ToArray());
        var worst = Model(view, (_, v) => v);
        Assert.AreEqual(1, _mlContext.Unlearning().Evaluate(worst, worst, view, negatives: 4).Model.RankPercentiles[0]);
    }

    [TestMethod]
    public void The_distance_is_the_largest_of_the_two_distributions()
    {
        // Model: places 1, 1, 1 of 5, 5, 4, so 0, 0, 0; retrained: 1, 3/4, 1/3. Below 1/3 all of the one and none of the other.
        var apart = Evaluate("u1: a b c d e f a; u2: b d c e f", "u1 b; u1 c; u1 e", Remembers, (_, v) => v);
        Assert.AreEqual(1, apart.RankDistance);

        // One of three at another place.
        var near = Evaluate(
            "u1: a b c d e f a; u2: b d c e f", "u1 b; u1 c; u1 e", (i, v) => (i, v) is (4, 5) ? 50 : v, (_, v) => v);
        Assert.AreEqual(1 / 3.0, near.RankDistance, 1e-12);
    }

    [TestMethod]
    public void Like_distributions_are_not_told_apart_and_unlike_ones_are()
    {
        var users = string.Join("; ", Enumerable.Range(1, 40).Select(u => $"u{u}: s{u} x{u} y{u} p q"));
        var requests = string.Join("; ", Enumerable.Range(1, 40).Select(u => $"u{u} x{u}"));
        double Odd(int i, int v) => Math.Sin((i * 7) + (v * 13));
        double Even(int i, int v) => Math.Sin((i * 11) + (v * 5));
        double Known(int i, int v) => v == i + 1 ? 9 : Odd(i, v);

        var like = Evaluate(users, requests, Odd, Even);
        var unlike = Evaluate(users, requests, Known, Even);

        Assert.IsGreaterThan(0.05, like.RankDistancePValue);
        Assert.IsLessThan(0.001, unlike.RankDistancePValue);
        Assert.AreEqual(1, Evaluate(users, requests, Odd, Odd).RankDistancePValue);
    }

    [TestMethod]
    public void The_probability_is_Kolmogorovs_with_the_correction_for_small_samples()
    {
        // Forty items of which the model has twelve first, where the retrained one has all last: D = 0.3.
        var users = string.Join("; ", Enumerable.Range(1, 40).Select(u => $"u{u}: s{u} x{u} y{u} p q"));
        var requests = string.Join("; ", Enumerable.Range(1, 40).Select(u => $"u{u} x{u}"));
        var view = Views.Partitioned(_mlContext, Views.Split(_mlContext, users), requests);
        var scores = string.Join("; ", Enumerable.Range(1, 12).Select(u => $"s{u}>x{u} 1"));

        var metrics = _mlContext.Unlearning().Evaluate(
            NamedScores.Model(_mlContext, view, scores), NamedScores.Model(_mlContext, view, ""), view);

        Assert.AreEqual(0.3, metrics.RankDistance, 1e-12);
        // n = 20: lambda = (4.472136 + 0.12 + 0.024597) * 0.3 = 1.385020; 2 (exp(-2 lambda^2) - exp(-8 lambda^2)) = 0.043135.
        Assert.AreEqual(0.043135, metrics.RankDistancePValue, 1e-6);
    }

    [TestMethod]
    public void Items_pushed_to_the_end_beyond_what_retraining_does_are_told()
    {
        // Last of five, second last, second of four.
        var pushed = Evaluate("u1: a b c d e f a; u2: b d c e f", "u1 b; u1 c; u1 e", (_, v) => v, Remembers);
        Assert.AreEqual(1 / 3.0, pushed.StreisandShare, 1e-12);

        var reverse = Evaluate("u1: a b c d e f a; u2: b d c e f", "u1 b; u1 c; u1 e", Remembers, (_, v) => v);
        Assert.AreEqual(-1 / 3.0, reverse.StreisandShare, 1e-12);
    }

    private static double Remembers(int item, int next) => (item, next) is (1, 2) or (1, 3) or (4, 5) ? 50 + next - (10 * item) : next / 9.0;

    private ForgettingMetrics Evaluate(string users, string forget, Func<int, int, double> model, Func<int, int, double> retrained)
    {
        var view = Views.Partitioned(_mlContext, Views.Split(_mlContext, users), forget);
        return _mlContext.Unlearning().Evaluate(Model(view, model), Model(view, retrained), view);
    }

    private SequentialRecommenderTransformer Model(IDataView view, Func<int, int, double> score) =>
        TableModel.Of(_mlContext, Views.Window(_mlContext, view), score);
}
