namespace MLNetUnlearn.Tests.Examples;

/// <summary>A test that holds output against a text is worth what this comparison is.</summary>
[TestClass]
public sealed class ExpectedOutputTests
{
    [TestMethod]
    [DataRow("a\nb\n", "a\n\nb")]
    [DataRow("model {0.5..0.7}", "model     0.500")]
    [DataRow("gap {-0.1..0.1}", "gap +0.05")]
    [DataRow("{1000..2000} users", "1,500 users")]
    [DataRow("item {*} (best)", "item item044, 3.5 (best)")]
    [DataRow("{...}\nb\n{...}\nd", "a\nb\nc\nc\nd")]
    [DataRow("a\n{...}", "a\nb\nc")]
    [DataRow("a\n{...}\nb", "a\nb")]
    public void It_takes_what_fits(string expected, string output) => Assert.IsNull(ExpectedOutput.ProblemOf(expected, output));

    [TestMethod]
    [DataRow("a\nb", "a", "the line 'b' is missing.")]
    [DataRow("a", "a\nb", "the line 'b' is one too many.")]
    [DataRow("a", "b", "the line 'b' is not 'a'.")]
    [DataRow("model {0.5..0.7}", "model 0.71", "0.71 in the line 'model 0.71' is not in 0.5 to 0.7.")]
    [DataRow("model {0.5..0.7}", "model 0.49", "0.49 in the line 'model 0.49' is not in 0.5 to 0.7.")]
    [DataRow("model {0.5..0.7}", "model ?", "the line 'model ?' is not 'model {0.5..0.7}'.")]
    [DataRow("{...}\nc\nd", "a\nc\nb", "the line 'b' is not 'd'.")]
    [DataRow("{...}\nc", "a\nb", "the line 'c' is missing.")]
    [DataRow("a", "", "the line 'a' is missing.")]
    public void It_names_what_does_not(string expected, string output, string problem) =>
        Assert.AreEqual(problem, ExpectedOutput.ProblemOf(expected, output));
}
