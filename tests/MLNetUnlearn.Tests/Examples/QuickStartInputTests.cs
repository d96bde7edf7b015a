namespace MLNetUnlearn.Tests.Examples;

/// <summary>Bad input ends with exit code 1, one clear message on the error stream, and no file.</summary>
[TestClass]
public sealed class QuickStartInputTests : IDisposable
{
    private readonly QuickStartProcess _quickStart = new();

    public void Dispose() => _quickStart.Dispose();

    [TestMethod]
    public void A_missing_file() => AssertFails(
        $"There is no interaction file '{_quickStart.PathOf("absent.tsv")}'.", "--data", _quickStart.PathOf("absent.tsv"));

    [TestMethod]
    public void A_folder_in_place_of_a_file() => AssertFails(
        $"There is no interaction file '{_quickStart.Folder.FullName}'.", "--data", _quickStart.Folder.FullName);

    [TestMethod]
    public void An_empty_file()
    {
        var data = _quickStart.Write("empty.txt", "");

        AssertFails($"The interaction file '{data}' holds no interactions.", "--data", data);
    }

    [TestMethod]
    public void A_bad_line()
    {
        var data = _quickStart.Write("bad.tsv", "user\titem\ttimestamp\nu1\ti1\t1\nu1\ti2\tyesterday\nu1\ti3\t3\n");

        AssertFails(
            $"1 of 3 lines of the interaction file '{data}' are bad: line 3: the time 'yesterday' is neither a whole number "
            + "nor a date (ISO 8601).", "--data", data);
    }

    [TestMethod]
    public void Data_in_which_nobody_can_forget_anything()
    {
        var data = _quickStart.Write("short.txt", "u1 a\nu1 b\nu1 c\nu2 a\nu2 c\nu2 d\n");

        AssertFails(
            "No user has enough interactions to forget one: 5 at least, the last two of which are held out.", "--data", data);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("-3")]
    public void Too_few_epochs(string epochs) => AssertFails($"--epochs is {epochs}; it must be at least 1.", "--epochs", epochs);

    [TestMethod]
    public void A_page_where_its_own_figures_go() => AssertFails(
        $"--report: the page's figures go to '{_quickStart.PathOf("page.json")}'; name another file for the page.",
        "--report", _quickStart.PathOf("page.json"));

    [TestMethod]
    public void Figures_where_those_of_the_page_go()
    {
        var (exitCode, output, error) = _quickStart.Run(
            "--report", _quickStart.PathOf("page.html"), "--json", _quickStart.PathOf("page.json"));

        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.AreEqual(
            $"--report: the page's figures go to '{_quickStart.PathOf("page.json")}'; name another file for --json.", error.TrimEnd());
        Assert.IsEmpty(_quickStart.Files);
    }

    [TestMethod]
    public void A_folder_that_is_not_there_for_the_figures()
    {
        var (exitCode, output, error) = _quickStart.Run("--json", Path.Combine(_quickStart.Folder.FullName, "absent", "figures.json"));

        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.AreEqual($"--json: there is no folder '{_quickStart.PathOf("absent")}'.", error.TrimEnd());
        Assert.IsEmpty(_quickStart.Files);
    }

    [TestMethod]
    public void A_folder_in_place_of_the_file_for_the_figures()
    {
        var (exitCode, output, error) = _quickStart.Run("--json", _quickStart.Folder.FullName);

        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.AreEqual($"--json: '{_quickStart.Folder.FullName}' is a folder.", error.TrimEnd());
        Assert.IsEmpty(_quickStart.Files);
    }

    [TestMethod]
    [DataRow("--epochs", "many")]
    [DataRow("--epoch", "3")]
    public void An_option_that_is_not_understood(string option, string value)
    {
        var (exitCode, _, error) = _quickStart.Run(option, value);

        Assert.AreEqual(1, exitCode);
        Assert.Contains($"'{(option == "--epochs" ? value : option)}'", error);
    }

    private void AssertFails(string message, params string[] arguments)
    {
        var before = _quickStart.Files;

        var (exitCode, output, error) = _quickStart.Run([.. arguments, "--json", _quickStart.PathOf("figures.json")]);

        Assert.AreEqual((1, ""), (exitCode, output));
        Assert.AreEqual(message, error.TrimEnd());
        CollectionAssert.AreEqual(before, _quickStart.Files);
    }
}
