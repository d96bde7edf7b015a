using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

[TestClass]
public sealed class ForgetSensitiveItemsTests
{
    [TestMethod]
    public void Sensitive_items_are_no_longer_recommended()
    {
        var (exitCode, output, error) = DotnetProgram.Run("ForgetSensitiveItems.dll", []);

        Assert.AreEqual((0, ""), (exitCode, error));
        ExpectedOutput.AssertIs("ForgetSensitiveItems", output);
    }

    [TestMethod]
    public void The_rule_can_be_a_category() => Assert.AreEqual(
        "20 of 200 items are sensitive, by the category Health; 947 requests.", FirstLines("category", 1));

#if !(NUGET_MLNET && TORCHSHARP)
    [TestMethod]
    public void Where_there_is_no_classifier_it_says_so_and_goes_by_words() => Assert.AreEqual(
        "ML.NET's text classification is only in builds with -p:UseNuGetMLNet=true -p:UseTorchSharp=true. "
        + "Instead it goes by the words pregnancy, insulin.\n"
        + "20 of 200 items are sensitive, by the words pregnancy, insulin; 947 requests.", FirstLines("classifier", 2));
#endif

    [TestMethod]
    public void A_rule_that_is_not_there_is_named()
    {
        var (exitCode, _, error) = DotnetProgram.Run("ForgetSensitiveItems.dll", ["--by", "guess"]);

        Assert.AreEqual(1, exitCode);
        Assert.Contains("'guess'", error);
    }

    // What comes before the training, which these tests do not wait for.
    private static string FirstLines(string rule, int count)
    {
        using var process = DotnetProgram.Start("ForgetSensitiveItems.dll", ["--by", rule]);
        var lines = Enumerable.Range(0, count).Select(_ => process.StandardOutput.ReadLine()).ToArray();
        process.Kill();
        process.WaitForExit();
        return string.Join('\n', lines);
    }
}
