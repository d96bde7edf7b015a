using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Experiments.Searching.Tuners;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Experiments.Searching;

/// <summary>Which points are tried.</summary>
[TestClass]
public sealed class TunerTests : IDisposable
{
    private readonly AnalyticSearch _search = new();

    public void Dispose() => _search.Dispose();

    [TestMethod]
    public void A_random_point_hangs_on_seed_and_number_alone()
    {
        var few = Points(AnalyticSearch.Options(4, tuner: new RandomSearchTuner()));
        var more = Points(AnalyticSearch.Options(7, tuner: new RandomSearchTuner()));
        var other = Points(AnalyticSearch.Options(4, seed: 2, tuner: new RandomSearchTuner()));

        CollectionAssert.AreEqual(few, more[..4]);
        Assert.HasCount(7, more.Distinct().ToArray());
        Assert.IsEmpty(few.Intersect(other));
    }

    [TestMethod]
    public void Random_points_fill_their_ranges()
    {
        var space = SearchSpace.Of(new ItemKnnOptions())
            .LogUniform("Shrinkage", 0.01, 100, (options, value) => options with { Shrinkage = value })
            .Uniform("Decay", 0.2, 0.6, (options, value) => options with { Decay = value })
            .UniformInteger("Neighbors", 1, 4, (options, value) => options with { Neighbors = value })
            .LogUniformInteger("TopK", 1, 99, (options, value) => options with { TopK = value })
            .Choice("ExcludeSeen", [true, false], (options, value) => options with { ExcludeSeen = value });

        ItemKnnOptions[] tried = [.. _search.Run(AnalyticSearch.Options(120, tuner: new RandomSearchTuner()), space: space).Trials
            .Select(trial => trial.Options)];

        Assert.IsTrue(Array.TrueForAll(tried, one => one is { Shrinkage: >= 0.01 and <= 100, Decay: >= 0.2 and <= 0.6, TopK: >= 1 and <= 99 }));
        // Of 120 draws with probability p a share beyond p ± 0.18 is rarer than 1 in 10,000.
        Assert.AreEqual(0.5, Share(one => one.Shrinkage < 1), 0.18); // the middle of its logarithms
        Assert.AreEqual(0.5, Share(one => one.Decay < 0.4), 0.18);
        Assert.AreEqual(0.5, Share(one => one.TopK < 10), 0.18); // of 1 to 100
        Assert.AreEqual(0.5, Share(one => one.ExcludeSeen), 0.18);
        CollectionAssert.AreEquivalent(new[] { 1, 2, 3, 4 }, tried.Select(one => one.Neighbors).Distinct().ToArray());

        double Share(Func<ItemKnnOptions, bool> counts) => tried.Count(counts) / (double)tried.Length;
    }

    [TestMethod]
    public void A_grid_is_every_combination_the_last_parameter_fastest()
    {
        var space = SearchSpace.Of(new ItemKnnOptions())
            .LogUniform("Shrinkage", 0.01, 100, (options, value) => options with { Shrinkage = value })
            .Uniform("Decay", 0.25, 0.75, (options, value) => options with { Decay = value })
            .Choice("Neighbors", [7, 5], (options, value) => options with { Neighbors = value });

        CollectionAssert.AreEqual(
            new[]
            {
                "0.01 0.25 7", "0.01 0.25 5", "0.01 0.5 7", "0.01 0.5 5", "0.01 0.75 7", "0.01 0.75 5",
                "1 0.25 7", "1 0.25 5", "1 0.5 7", "1 0.5 5", "1 0.75 7", "1 0.75 5",
                "100 0.25 7", "100 0.25 5", "100 0.5 7", "100 0.5 5", "100 0.75 7", "100 0.75 5",
            },
            Points(AnalyticSearch.Options(100, tuner: new GridSearchTuner()), space));
    }

    [TestMethod]
    [DataRow(1, 3, 5, "1 2 3")]
    [DataRow(0, 8, 3, "0 4 8")]
    [DataRow(0, 8, 1, "4")]
    public void A_grid_of_whole_numbers_holds_both_ends_and_none_twice(int minimum, int maximum, int points, string expected) =>
        CollectionAssert.AreEqual(expected.Split(' '), Points(
            AnalyticSearch.Options(9, tuner: new GridSearchTuner { Points = points }),
            SearchSpace.Of(new ItemKnnOptions()).UniformInteger(
                "Shrinkage", minimum, maximum, (options, value) => options with { Shrinkage = value })));

    [TestMethod]
    public void A_logarithmic_grid_of_whole_numbers_is_even_in_orders_of_magnitude() => CollectionAssert.AreEqual(
        new[] { "1", "10", "100", "1000" }, Points(
            AnalyticSearch.Options(4, tuner: new GridSearchTuner { Points = 4 }),
            SearchSpace.Of(new ItemKnnOptions()).LogUniformInteger(
                "Neighbors", 1, 1000, (options, value) => options with { Neighbors = value })));

    [TestMethod]
    public void Tpe_begins_at_random()
    {
        var random = Points(AnalyticSearch.Options(7, tuner: new RandomSearchTuner()));
        var tpe = Points(AnalyticSearch.Options(7, tuner: new TpeTuner { StartupTrials = 5 }));

        CollectionAssert.AreEqual(random[..5], tpe[..5]);
        CollectionAssert.AreNotEqual(random[5..], tpe[5..]);
    }

    [TestMethod]
    public void Tpe_comes_nearer_to_the_best_point_than_chance()
    {
        var (tpe, random) = (new List<double>(), new List<double>());
        foreach (var seed in new[] { 1, 2, 3, 4 })
        {
            tpe.Add(_search.Run(AnalyticSearch.Options(50, seed), $"tpe {seed}").BestTrial.Value!.Value);
            random.Add(_search.Run(AnalyticSearch.Options(50, seed, new RandomSearchTuner()), $"random {seed}").BestTrial.Value!.Value);
        }

        // Loss 0.04 is within 0.4 orders of magnitude of the best shrinkage, 0.1 of the best decay, and the right choice.
        Assert.IsLessThan(0.04, tpe.Average(), string.Join(" ", tpe));
        Assert.IsLessThan(random.Average() / 2, tpe.Average(), string.Join(" ", random));
    }

    [TestMethod]
    public void Tpe_draws_a_choice_that_does_well_most_of_the_time()
    {
        var late = _search.Run(AnalyticSearch.Options(50, seed: 5)).Trials.Skip(25);

        Assert.IsGreaterThan(12, late.Count(trial => trial.Parameters["Neighbors"] == "50")); // by chance 6.25 of 25
    }

    private string[] Points(RecommenderSearchOptions options, SearchSpace<ItemKnnOptions>? space = null) =>
        [.. _search.Run(options, space: space).Trials.Select(trial => string.Join(" ", trial.Parameters.Values))];
}
