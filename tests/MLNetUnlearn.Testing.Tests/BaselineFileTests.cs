using System.Runtime.CompilerServices;
using MLNetUnlearn.Testing.Tests.Support;

namespace MLNetUnlearn.Testing.Tests;

[TestClass]
public sealed class BaselineFileTests
{
    [TestMethod]
    [DataRow("nonsense", "'nonsense' is an invalid")]
    [DataRow("[]", "")]
    [DataRow("""{ "entries": {} }""", "It has no version.")]
    [DataRow("""{ "version": "1", "entries": {} }""", "It has no version.")]
    [DataRow("""{ "version": 2, "entries": {} }""", "Its version is 2; this one reads version 1.")]
    [DataRow("""{ "version": 1 }""", "It has no entries.")]
    [DataRow("""{ "version": 1, "entries": {}, "more": 1 }""", "The file has 'more'; there can only be version, entries.")]
    [DataRow("""{ "version": 1, "entries": { "a": { "count": 1 }, "a": { "count": 2 } } }""", "Duplicate")]
    [DataRow("""{ "version": 1, "entries": { "a": {} } }""", "'a' is none of schema, metric, ordering, count and text.")]
    [DataRow("""{ "version": 1, "entries": { "a": { "size": 1 } } }""", "'a' is none of schema, metric, ordering, count and text.")]
    [DataRow("""{ "version": 1, "entries": { "a": { "count": 1, "above": 2 } } }""", "'a' has 'above'; there can only be count.")]
    [DataRow(
        """{ "version": 1, "entries": { "a": { "metric": 1, "abov": 2 } } }""",
        "'a' has 'abov'; there can only be metric, below, above, relative.")]
    [DataRow("""{ "version": 1, "entries": { "a": { "metric": 1 } } }""", "A tolerance needs an end: below, above or both.")]
    [DataRow(
        """{ "version": 1, "entries": { "a": { "metric": 1, "below": -1 } } }""",
        "below is -1; it must be a finite number, 0 or above, or null.")]
    [DataRow("""{ "version": 1, "entries": { "a": { "text": ["x", null] } } }""", "A text is null.")]
    [DataRow("""{ "version": 1, "entries": { "a": { "count": 1.5 } } }""", "")]
    public void What_is_no_baseline_is_refused_and_left_alone(string text, string why)
    {
        using var baseline = new TempBaseline(text);

        var error = Assert.ThrowsExactly<FormatException>(() => baseline.Check(snapshot => snapshot.Count("a", 1)));
        Assert.ThrowsExactly<FormatException>(() => baseline.Update(snapshot => snapshot.Count("a", 1)));

        StringAssert.StartsWith(error.Message, $"'{baseline.Path}' is no baseline: {why}");
        Assert.AreEqual(text, baseline.Text);
    }

    [TestMethod]
    public void A_relative_path_is_beside_the_callers_source()
    {
        using var baseline = new TempBaseline();
        var caller = Path.Combine(Path.GetDirectoryName(baseline.Path)!, "MyTests.cs");

        var error = Assert.ThrowsExactly<PipelineBaselineException>(
            () => PipelineBaseline.Check("Baselines/mine.json", snapshot => snapshot.Count("a", 1), caller));
        var own = Assert.ThrowsExactly<PipelineBaselineException>(
            () => PipelineBaseline.Check("there-is-none.json", snapshot => snapshot.Count("a", 1)));

        Assert.AreEqual(Path.Combine(Path.GetDirectoryName(caller)!, "Baselines", "mine.json"), error.FilePath);
        Assert.AreEqual(Path.Combine(Path.GetDirectoryName(Here())!, "there-is-none.json"), own.FilePath);
    }

    [TestMethod]
    public void A_rewritten_source_path_is_explained() => Assert.AreEqual(
        "'a.json' is looked for beside the caller's source file '/_/there/is/none/MyTests.cs', whose folder is not on this machine. Give a "
        + "full path, or set DeterministicSourcePaths to false in the test project if its build rewrites source paths.",
        Assert.ThrowsExactly<DirectoryNotFoundException>(
            () => PipelineBaseline.Check("a.json", snapshot => snapshot.Count("a", 1), "/_/there/is/none/MyTests.cs")).Message);

    private static string Here([CallerFilePath] string file = "") => file;
}
