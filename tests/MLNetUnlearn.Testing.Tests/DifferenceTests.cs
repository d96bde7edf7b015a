using Microsoft.ML;
using MLNetUnlearn.Testing.Tests.Support;

namespace MLNetUnlearn.Testing.Tests;

[TestClass]
public sealed class DifferenceTests
{
    private const string Baseline = """
        {
          "version": 1,
          "entries": {
            "windows": { "schema": ["UserId: String", "Age: Int32"] },
            "ndcg@10": { "metric": 0.7967, "below": 0.01, "above": 0.02 },
            "utility": { "ordering": ["retrained", "unlearned", "random"] },
            "users": { "count": 300 },
            "greeting": { "text": "hello" },
            "old": { "count": 1 }
          }
        }
        """;

    [TestMethod]
    public void All_differences_are_listed_in_one_message()
    {
        using var baseline = new TempBaseline(Baseline);

        var message = baseline.Failure(snapshot => snapshot
            .Schema("windows", Schema<Other>())
            .Metric("ndcg@10", 0.78669, 0.5)
            .Ordering("utility", ("retrained", 0.5), ("unlearned", 0.51), ("random", 0.1))
            .Count("users", 301)
            .Text("greeting", "good\nbye")
            .Metric("new", 2, 0.1));

        Assert.AreEqual("""
            baseline.json: 7 differences.
            - schema 'windows': - baseline, + now:
                - Age: Int32
                + Age: Single
            - metric 'ndcg@10': 0.78669; baseline 0.7967, allowed 0.7867 to 0.8167.
            - ordering 'utility': unlearned (0.51) ≥ retrained (0.5) ≥ random (0.1); baseline retrained ≥ unlearned ≥ random.
            - count 'users': 301; baseline 300.
            - text 'greeting': - baseline, + now:
                - hello
                + good
                + bye
            - metric 'new': 2; not in the baseline.
            - count 'old': in the baseline, but no longer asked for.
            If this is meant, run these tests once with UPDATE_BASELINES=1 and look at what changed in the file.
            """, message);
        Assert.AreEqual(Baseline, baseline.Text);
        CollectionAssert.AreEqual((string[])["baseline.json"], baseline.Files.ToArray());
    }

    [TestMethod]
    public void The_exception_has_the_file_and_the_differences()
    {
        using var baseline = new TempBaseline("""{ "version": 1, "entries": { "users": { "count": 300 } } }""");

        var error = Assert.ThrowsExactly<PipelineBaselineException>(() => baseline.Check(snapshot => snapshot.Count("users", 3)));

        Assert.AreEqual(baseline.Path, error.FilePath);
        Assert.AreEqual("count 'users': 3; baseline 300.", error.Differences.Single());
        StringAssert.StartsWith(error.Message, $"{baseline.Path}: 1 difference.\n");
    }

    [TestMethod]
    public void What_is_within_the_bands_passes()
    {
        using var baseline = new TempBaseline(Baseline);

        baseline.Check(snapshot => snapshot
            .Schema("windows", Schema<Row>())
            .Metric("ndcg@10", 0.8167, 0)
            .Ordering("utility", ("random", 0.5), ("retrained", 0.9), ("unlearned", 0.5))
            .Count("users", 300)
            .Text("greeting", "hello")
            .Count("old", 1));
    }

    [TestMethod]
    public void Another_kind_or_other_names_in_an_ordering_are_differences()
    {
        using var baseline = new TempBaseline("""
            { "version": 1, "entries": { "a": { "count": 1 }, "b": { "ordering": ["x", "y"] } } }
            """);

        var message = baseline.Failure(snapshot => snapshot.Metric("a", 1, 0).Ordering("b", ("x", 2), ("z", 1)));

        StringAssert.Contains(message, "- metric 'a': 1; in the baseline it is a count.\n");
        StringAssert.Contains(message, "- ordering 'b': x (2) ≥ z (1); baseline x ≥ y.\n");
    }

    [TestMethod]
    public void Figures_that_are_not_finite_are_differences_even_where_there_is_no_baseline()
    {
        using var baseline = new TempBaseline();

        var message = baseline.Failure(
            snapshot => snapshot.Metric("a", double.NaN, 1).Ordering("b", ("x", double.PositiveInfinity), ("y", 1)));

        StringAssert.Contains(message, "- metric 'a': NaN; it must be finite.\n- ordering 'b: x': Infinity; it must be finite.\n");
    }

    [TestMethod]
    public void Lines_in_another_order_are_a_difference()
    {
        using var baseline = new TempBaseline("""{ "version": 1, "entries": { "a": { "text": ["x", "y"] } } }""");

        StringAssert.Contains(
            baseline.Failure(snapshot => snapshot.Text("a", "y\nx")),
            "- text 'a': the lines of the baseline in another order.\n    y\n    x\n");
    }

    [TestMethod]
    public void A_missing_baseline_says_how_to_make_it()
    {
        using var baseline = new TempBaseline();

        Assert.AreEqual(
            "baseline.json: there is no baseline yet. Run these tests once with UPDATE_BASELINES=1 to make it, look at it and check it in.",
            baseline.Failure(snapshot => snapshot.Count("users", 300)));
        Assert.IsFalse(File.Exists(baseline.Path));
    }

    internal static DataViewSchema Schema<T>()
        where T : class, new() => new MLContext(seed: 1).Data.LoadFromEnumerable<T>([new T()]).Schema;

    internal sealed class Row
    {
        public string UserId { get; set; } = "";

        public int Age { get; set; }
    }

    internal sealed class Other
    {
        public string UserId { get; set; } = "";

        public float Age { get; set; }
    }
}
