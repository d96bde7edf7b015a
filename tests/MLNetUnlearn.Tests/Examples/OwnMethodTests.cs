using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>The guide to a method of one's own shows code that compiles and works.</summary>
[TestClass]
public sealed class OwnMethodTests
{
    [TestMethod]
    public void The_code_shown_is_that_of_the_method_tested_here()
    {
        var blocks = File.ReadAllText(Path.Combine(Repository.Root, "docs", "methods", "own-method.md")).Split("```csharp\n")[1..];
        var folder = Path.Combine(Repository.Root, "tests", "MLNetUnlearn.Tests", "Examples");
        var sources = new[] { "MarginOptions.cs", "OwnMethodTests.cs" }.Select(file => Joined(File.ReadAllText(Path.Combine(folder, file))));

        Assert.HasCount(2, blocks);
        foreach (var block in blocks)
            Assert.IsTrue(sources.Any(source => source.Contains(Shown(block), StringComparison.Ordinal)), block);
        Assert.IsGreaterThan(1000, Shown(blocks[0]).Length);
    }

    [TestMethod]
    public void It_forgets_and_keeps()
    {
        var (mlContext, model, windows) = (PlantedForgetting.Context, PlantedForgetting.Original, PlantedForgetting.Windows);

        using var unlearned = mlContext.Unlearning().Custom(model, new MarginOptions
        {
            LearningRate = 3e-3, MaximumEpochs = 20, BatchSize = 32, Stop = new NoStop(), Seed = 5,
        }).Fit(windows);

        var (forgetting, partitioned) = (mlContext.Unlearning(), PlantedForgetting.Partitioned);
        var hits = forgetting.Evaluate(unlearned, model, partitioned);
        var utility = mlContext.SequentialRecommendation().Evaluate(unlearned, partitioned).RecallAt(1);
        Assert.IsLessThan(forgetting.Evaluate(model, model, partitioned).HitAt(1) - 0.1, hits.HitAt(1));
        Assert.IsGreaterThan(0.4, utility);
    }

    [TestMethod]
    public void Its_options_are_checked_with_the_others() => Assert.AreEqual(
        "Margin: BatchSize is 0; it must be at least 1. ForgettingWeight is -1; it must be a finite number, 0 or above. "
        + "Margin is 0; it must be a finite number above 0. (Parameter 'options')",
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => PlantedForgetting.Context.Unlearning().Custom(
            PlantedForgetting.Original, new MarginOptions { BatchSize = 0, ForgettingWeight = -1, Margin = 0 })).Message);

    private static string Shown(string block) => Joined(block[..block.IndexOf("```", StringComparison.Ordinal)]);

    private static string Joined(string text) =>
        string.Join("\n", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
