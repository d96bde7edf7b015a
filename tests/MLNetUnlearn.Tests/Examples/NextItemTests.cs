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
        var model = _folder.File("NextItem.mlnet");
        File.WriteAllText(model, "the model before");
        using var reader = new StreamReader(new FileStream(model, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        var (exitCode, output, error) = DotnetProgram.Run("NextItem.dll", [], _folder.Path);

        Assert.AreEqual((0, ""), (exitCode, error));
        ExpectedOutput.AssertIs("NextItem", output);
        CollectionAssert.AreEquivalent(
            new[] { "NextItem.mlnet", "NextItem.tsv", "NextItem.unlearned.mlnet" },
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ToArray());
        // A model is written beside its place and then moved there: who reads the one before still reads it.
        Assert.AreEqual("the model before", reader.ReadToEnd());
    }
}
