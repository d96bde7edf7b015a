using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

[TestClass]
public sealed class NextItemTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void It_trains_recommends_forgets_and_evaluates()
    {
        var (exitCode, output, error) = DotnetProgram.Run("NextItem.dll", [], _folder.Path);

        Assert.AreEqual((0, ""), (exitCode, error));
        ExpectedOutput.AssertIs("NextItem", output);
        CollectionAssert.AreEquivalent(
            new[] { "NextItem.mlnet", "NextItem.tsv", "NextItem.unlearned.mlnet" },
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ToArray());
    }
}
