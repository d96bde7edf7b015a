namespace MLNetUnlearn.Conventions;

[TestClass]
public sealed class BaselineTests
{
    [TestMethod]
    public void A_difference_fails_with_the_lines_and_the_command()
    {
        using var file = new TempText("a\nb\n");

        var error = Assert.ThrowsExactly<AssertFailedException>(() => Baseline.Check(file.Path, "Api.txt", "a\nc\n", _ => null));

        StringAssert.Contains(error.Message, """
            Api.txt is not what this build gives (- checked in, + this build):
            - b
            + c
            To update it: UPDATE_BASELINES=1 dotnet test -c Release --project tests/Conventions.Tests/Conventions.Tests.csproj
            """);
        Assert.AreEqual("a\nb\n", File.ReadAllText(file.Path));
    }

    [TestMethod]
    public void Another_order_is_a_difference()
    {
        using var file = new TempText("b\na\n");

        var error = Assert.ThrowsExactly<AssertFailedException>(() => Baseline.Check(file.Path, "Api.txt", "a\nb\n", _ => null));

        StringAssert.Contains(error.Message, "  the same lines in another order\n");
    }

    [TestMethod]
    public void Windows_line_ends_are_no_difference()
    {
        using var file = new TempText("a\r\nb\r\n");

        Baseline.Check(file.Path, "Api.txt", "a\nb\n", _ => null);

        Assert.AreEqual("a\r\nb\r\n", File.ReadAllText(file.Path));
    }

    [TestMethod]
    public void An_update_replaces_the_file()
    {
        using var file = new TempText("a\n");

        Baseline.Check(file.Path, "Api.txt", "b\n", name => name == "UPDATE_BASELINES" ? "1" : null);

        Assert.AreEqual("b\n", File.ReadAllText(file.Path));
    }

    [TestMethod]
    public void Ci_does_not_update()
    {
        using var file = new TempText("a\n");

        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Baseline.Check(file.Path, "Api.txt", "b\n", name => name == "UPDATE_BASELINES" ? "1" : "true"));

        StringAssert.Contains(error.Message, "UPDATE_BASELINES=1 is refused while CI=true");
        Assert.AreEqual("a\n", File.ReadAllText(file.Path));
    }

    [TestMethod]
    public void A_section_is_replaced_in_its_place_and_a_new_one_comes_last()
    {
        var document = MarkdownSections.Parse("# Title\n\nHead.\n\n## One\n\n1\n\n### Sub\n\n## Two\n\n2\n");

        Assert.AreEqual(
            "# Title\n\nHead.\n\n## One\n\nnew\n\n## Two\n\n2\n\n## Three\n\n3\n",
            document.With("One", "new").With("Three", "3\n").ToString());
    }

    private sealed class TempText : IDisposable
    {
        public TempText(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
