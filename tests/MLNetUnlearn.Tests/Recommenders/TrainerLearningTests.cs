using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Training on data whose best predictions are known by construction.</summary>
public abstract class TrainerLearningTests(string name)
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly PlantedInteractions Planted = PlantedRing.Interactions();
    private static readonly IDataView Sequences = Views.Split(Context, Planted);
    private static readonly ConcurrentDictionary<string, Lazy<SequentialRecommenderTransformer>> Trained = [];

    private SequentialRecommenderTransformer Model =>
        Trained.GetOrAdd(name, model => new(() => PlantedRing.Fit(Context, Sequences, PlantedRing.OptionsOf(model)))).Value;

    [TestMethod]
    public void After_nearly_every_context_that_no_user_had_the_rings_next_item_is_recommended_first()
    {
        var contexts = Planted.Items.Select(first =>
        {
            var second = Planted.Successor(first);
            return new[] { first, second, Planted.Successor(second) };
        }).ToArray();
        var text = string.Join("; ", contexts.Select((items, user) => $"new{user}: {string.Join(" ", items)}"));

        var recommended = Recommend(Model, text);

        var right = contexts.Where((items, row) => recommended[row].Split(' ')[0] == Planted.Successor(items[^1])).Count();
        Assert.IsGreaterThanOrEqualTo(28, right, $"of {contexts.Length}: {string.Join("; ", recommended)}");
    }

    [TestMethod]
    public void The_test_items_are_found_about_as_often_as_is_possible_and_far_more_often_than_by_popularity()
    {
        var metrics = Context.SequentialRecommendation().Evaluate(Model, Sequences);

        // Three standard deviations of a share over 300 users; filtering seen items can help a little beyond the bound.
        var spread = 3 * Math.Sqrt(Planted.BestHit(1) * (1 - Planted.BestHit(1)) / 300);
        Assert.AreEqual(300, metrics.Count);
        Assert.IsGreaterThan(Planted.BestHit(1) - 0.1 - spread, metrics.RecallAt(1));
        Assert.IsLessThan(Planted.BestHit(1) + 0.02 + spread, metrics.RecallAt(1));
        Assert.IsGreaterThan(3 * PopularityHit(3), metrics.RecallAt(3));
    }

    [TestMethod]
    public void Row_0_of_the_item_embedding_stays_zero()
    {
        var items = Weights.Of(Model.Module)["items.weight"];

        CollectionAssert.AreEqual(new float[16], items[..16]);
        Assert.IsFalse(Array.Exists(items[16..], value => value == 0));
    }

    [TestMethod]
    public void The_model_says_what_it_was_trained_on()
    {
        Assert.AreEqual((30, PlantedRing.MaximumLength), (Model.ItemCount, Model.MaximumLength));
        Assert.AreEqual(PlantedRing.OptionsOf(name), Model.Options);
        Assert.IsTrue(Model.IsRowToRowMapper);
        Assert.IsFalse(Model.Module.training);
    }

    // New users' sequences, with the keys of the training data.
    private static string[] Recommend(SequentialRecommenderTransformer model, string text)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        Sequences.Schema["Sequence"].GetKeyValues(ref values);
        var vocabulary = string.Join(" ", values.DenseValues());
        var rows = Samples.Sequences(Context, $"vocabulary: {vocabulary}; {text}");
        return Cells.Rows(model.Transform(rows), "Recommended")[1..];
    }

    // The share of test items among the k items that stand most often in the training sequences and that the user does not have.
    private static double PopularityHit(int k)
    {
        var rows = Cells.Rows(Sequences, "Sequence", "ValidationItem", "TestItem").Select(row => row.Split(" | ")).ToArray();
        var byPopularity = rows.SelectMany(row => row[0].Split(' ')).GroupBy(item => item).OrderByDescending(group => group.Count())
            .Select(group => group.Key).ToArray();
        var hits = rows.Count(row => byPopularity.Except(row[0].Split(' ')).Where(item => item != row[1]).Take(k).Contains(row[2]));
        return (double)hits / rows.Length;
    }
}

[TestClass]
public sealed class SasRecLearningTests() : TrainerLearningTests("SasRec");

[TestClass]
public sealed class Gru4RecLearningTests() : TrainerLearningTests("Gru4Rec");

[TestClass]
public sealed class Bert4RecLearningTests() : TrainerLearningTests("Bert4Rec");
