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
    public void A_rule_that_is_not_there_is_named()
    {
        var (exitCode, _, error) = DotnetProgram.Run("ForgetSensitiveItems.dll", ["--by", "guess"]);

        Assert.AreEqual(1, exitCode);
        Assert.Contains("'guess'", error);
    }
}
