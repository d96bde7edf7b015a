using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Tests.Sequences;

[TestClass]
public sealed class PlantedInteractionsTests
{
    private static readonly PlantedInteractions Default = PlantedInteractions.Generate();

    [TestMethod]
    public void The_defaults_make_a_log_for_a_quick_start()
    {
        Assert.HasCount(600, Default.Items);
        Assert.HasCount(3_000, Users(Default));
        Assert.IsTrue(Users(Default).All(user => user.Count() >= 5));
        double mean = Default.Interactions.Count / 3_000.0; // 5 + geometric with mean 4, deviation 4.5: 5 standard errors are 0.41
        Assert.IsTrue(mean is > 8.59 and < 9.41, $"mean length {mean}");
        Assert.IsGreaterThan(20, Users(Default).Max(user => user.Count()));
    }

    [TestMethod]
    public void The_log_is_in_order_of_time_across_users_and_strictly_within_a_user()
    {
        long[] times = Default.Interactions.Select(interaction => interaction.Timestamp).ToArray();
        CollectionAssert.AreEqual(times.Order().ToArray(), times);
        foreach (var user in Users(Default))
        {
            long[] own = user.Select(interaction => interaction.Timestamp).ToArray();
            CollectionAssert.AreEqual(own.Distinct().Order().ToArray(), own);
        }

        int changes = Default.Interactions.Zip(Default.Interactions.Skip(1)).Count(pair => pair.First.UserId != pair.Second.UserId);
        Assert.IsGreaterThan(0.9 * Default.Interactions.Count, changes); // users interleave
    }

    [TestMethod]
    [DataRow(0.8)]
    [DataRow(0.5)]
    [DataRow(0.0)]
    public void After_an_item_comes_its_successor_as_often_as_stated(double follow)
    {
        PlantedInteractions planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Follow = follow });
        var pairs = Pairs(planted).ToList();
        double p = planted.SuccessorProbability;

        double share = pairs.Count(pair => planted.Successor(pair.First) == pair.Second) / (double)pairs.Count;

        Assert.AreEqual(follow + (1 - follow) / 600, p, 1e-12);
        Assert.AreEqual(p, share, 5 * Math.Sqrt(p * (1 - p) / pairs.Count));
    }

    [TestMethod]
    public void With_certainty_every_item_is_followed_by_its_successor() =>
        Assert.IsTrue(Pairs(PlantedInteractions.Generate(new PlantedInteractionsOptions { Follow = 1, Users = 100 }))
            .All(pair => Default.Successor(pair.First) == pair.Second));

    [TestMethod]
    public void No_other_item_is_a_better_answer()
    {
        // 4 rings of 5: the jumps (half of all steps) must hit all 20 items equally often.
        PlantedInteractions planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Rings = 4, ItemsPerRing = 5,
            Follow = 0.5 });
        var others = Pairs(planted).Where(pair => planted.Successor(pair.First) != pair.Second).ToList();

        foreach (string item in planted.Items)
        {
            double p = 1 / 20.0;
            double share = others.Count(pair => pair.Second == item) / (double)others.Count;
            Assert.AreEqual(p, share, 5 * Math.Sqrt(p * (1 - p) / others.Count), item);
        }
    }

    [TestMethod]
    public void Items_lie_on_rings()
    {
        Assert.AreEqual("item002", Default.Successor("item001"));
        Assert.AreEqual("item020", Default.Successor("item019"));
        Assert.AreEqual("item001", Default.Successor("item020"));
        Assert.AreEqual("item581", Default.Successor("item600"));
    }

    [TestMethod]
    public void The_best_hit_rate_adds_the_equally_likely_rest()
    {
        // .8 + .2/600 for the successor, .2/600 for each of the other nine.
        Assert.AreEqual(0.8 + 0.2 / 600, Default.BestHit(1), 1e-12);
        Assert.AreEqual(0.8 + 0.2 * 10 / 600, Default.BestHit(10), 1e-12);
        Assert.AreEqual(1, Default.BestHit(600), 1e-12);
        Assert.AreEqual(1, Default.BestHit(10_000), 1e-12);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Default.BestHit(0));
    }

    [TestMethod]
    public void Equal_options_give_equal_logs_and_other_seeds_others()
    {
        CollectionAssert.AreEqual(Lines(Default), Lines(PlantedInteractions.Generate(new PlantedInteractionsOptions())));
        CollectionAssert.AreNotEqual(Lines(Default), Lines(PlantedInteractions.Generate(new PlantedInteractionsOptions { Seed = 2 })));
    }

    [TestMethod]
    public void More_users_leave_the_others_as_they_are()
    {
        string[] few = Lines(PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 1_000 }));
        string[] more = Lines(PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 1_001 }));

        CollectionAssert.AreEqual(few, more.Where(line => !line.StartsWith("user1001 ", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void The_first_interactions_are_the_same_on_every_platform_and_in_every_version() =>
        // Calculated by an independent program that passes the published known-answer tests of Philox2x64-10.
        CollectionAssert.AreEqual(new[]
        {
            "user0307 item192 1704069268",
            "user2387 item267 1704071459",
            "user0527 item217 1704081682",
            "user2897 item534 1704082249",
        }, Lines(Default)[..4]);

    [TestMethod]
    public void The_default_log_has_as_many_interactions_as_calculated_elsewhere() => Assert.HasCount(27_029, Default.Interactions);

    [TestMethod]
    public void An_unknown_item_is_named()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Default.Successor("item601"));

        Assert.AreEqual("There is no item 'item601'; items run from 'item001' to 'item600'. (Parameter 'itemId')", exception.Message);
    }

    [TestMethod]
    public void All_option_problems_are_reported_at_once()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = 0, Rings = -1, ItemsPerRing = 1, Follow = 1.5, MinimumLength = 0, MeanLength = double.NaN,
        }));

        Assert.AreEqual("PlantedInteractionsOptions: Users is 0; it must be 1 to 10000000. Rings is -1; it must be 1 to 1000000. "
            + "ItemsPerRing is 1; it must be 2 to 1000000. Follow is 1.5; it must be 0 to 1. MinimumLength is 0; it must be 1 to 10000. "
            + "MeanLength is NaN; it must be MinimumLength to 10000. (Parameter 'options')", exception.Message);
    }

    private static List<IGrouping<string, Interaction>> Users(PlantedInteractions planted) =>
        planted.Interactions.GroupBy(interaction => interaction.UserId).ToList();

    private static IEnumerable<(string First, string Second)> Pairs(PlantedInteractions planted) =>
        Users(planted).SelectMany(user => user.Zip(user.Skip(1), (first, second) => (first.ItemId, second.ItemId)));

    private static string[] Lines(PlantedInteractions planted) =>
        planted.Interactions.Select(interaction => $"{interaction.UserId} {interaction.ItemId} {interaction.Timestamp}").ToArray();
}
