using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Tests;

// What boosted trees must find, and what not, in rows that were made with known rules.
[TestClass]
public sealed class FastTreeLearningTests
{
    [TestMethod]
    public void An_exclusive_or_is_found()
    {
        var (train, test) = Rows(4000, 2, static (features, _) => features[0] > 0.5f ^ features[1] > 0.3f);

        Assert.IsGreaterThan(0.99, Example.Auc(Example.Fit(new(), train), test));
    }

    [TestMethod]
    public void Noise_is_learnt_by_heart_and_helps_nobody()
    {
        var (train, test) = Rows(4000, 3, static (_, random) => random.NextDouble() < 0.5);
        var model = Example.Fit(new(), train);

        Assert.AreEqual(0.5, Example.Auc(model, test), 0.05);
        Assert.IsGreaterThan(0.75, Example.Auc(model, train));
    }

    [TestMethod]
    public void Probabilities_are_as_they_are_in_the_data()
    {
        // One row in five is positive in one half of the range, four in five in the other.
        var (train, test) = Rows(8000, 1, static (features, random) => random.NextDouble() < (features[0] < 0.5f ? 0.2 : 0.8));
        var scored = Example.Fit(new() { MinimumExampleCountPerLeaf = 500 }, train).Transform(Example.View(new MLContext(1), test));

        var probabilities = Read.Scalars<float>(scored, "Probability").Zip(test)
            .ToLookup(row => row.Second.Features[0] < 0.5f, row => row.First);
        Assert.AreEqual(0.2, probabilities[true].Average(), 0.03);
        Assert.AreEqual(0.8, probabilities[false].Average(), 0.03);
    }

    [TestMethod]
    public void Bags_learn_the_rule_and_not_the_same_trees()
    {
        var (train, test) = Rows(2000, 2, static (features, _) => features[0] > 0.5f);
        var bagged = Example.Fit(new() { NumberOfTrees = 20, BaggingSize = 5, BaggingExampleFraction = 0.5, FeatureFraction = 0.9 }, train);

        Assert.IsGreaterThan(0.99, Example.Auc(bagged, test));
        CollectionAssert.AreNotEqual(
            Example.Scores(Example.Fit(new() { NumberOfTrees = 20 }, train), test), Example.Scores(bagged, test));
    }

    [TestMethod]
    public void A_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        var (train, test) = Rows(20000, 4, static (features, random) => features[0] + features[1] + random.NextDouble() > 1.5);

        var one = Example.Scores(Example.Fit(Options(threads: 1, seed: 5), train), test);
        CollectionAssert.AreEqual(one, Example.Scores(Example.Fit(Options(threads: 2, seed: 5), train), test));
        CollectionAssert.AreEqual(one, Example.Scores(Example.Fit(Options(threads: null, seed: 5), train), test));
        CollectionAssert.AreNotEqual(one, Example.Scores(Example.Fit(Options(threads: 2, seed: 6), train), test));

        static FastTreeBinaryTrainer.Options Options(int? threads, int seed) => new()
        {
            NumberOfTrees = 10,
            NumberOfThreads = threads,
            Seed = seed,
            FeatureFractionPerSplit = 0.7,
            BaggingSize = 1,
        };
    }

    [TestMethod]
    public void Greater_scores_are_more_probable()
    {
        var (train, test) = Rows(2000, 2, static (features, random) => features[0] > random.NextDouble());
        var scored = Example.Fit(new(), train).Transform(Example.View(new MLContext(1), test));

        var probabilities = Read.Scalars<float>(scored, "Score").Zip(Read.Scalars<float>(scored, "Probability")).Order().ToArray();
        for (var i = 1; i < probabilities.Length; i++)
            Assert.IsGreaterThanOrEqualTo(probabilities[i - 1].Second, probabilities[i].Second);
        Assert.IsGreaterThan(probabilities[0].Second + 0.5f, probabilities[^1].Second);
    }

    // Half of the rows to learn from and half to test on, with features uniform in [0, 1).
    private static (Example[] Train, Example[] Test) Rows(int count, int featureCount, Func<float[], Random, bool> rule)
    {
        var random = new Random(3);
        var rows = new Example[count];
        for (var i = 0; i < count; i++)
        {
            var features = new float[featureCount];
            for (var feature = 0; feature < featureCount; feature++)
                features[feature] = random.NextSingle();
            rows[i] = new Example(rule(features, random), features);
        }
        return (rows[..(count / 2)], rows[(count / 2)..]);
    }
}
