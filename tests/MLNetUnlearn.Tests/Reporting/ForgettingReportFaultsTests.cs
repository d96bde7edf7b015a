using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;
using Spectre.Console;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class ForgettingReportFaultsTests
{
    private const string Message =
        "The report 'Bad': FormatVersion is 2; it must be 1. "
        + "Run 'a' with seed 1: recall@10 is NaN; it must be finite, or be left out. "
        + "Run 'a' with seed 1, curve at step 3: Loss is Infinity; it must be finite, or be left out. "
        + "Run 'a' with seed 1, ROC: TruePositiveRate is NaN; it must be finite, or be left out. "
        + "Run ' ' with seed 2: Name must not be empty. "
        + "Run 'a' is there 2 times with seed 1; it must be there once. "
        + "Run 'a' is Original and Retrained; all its seeds must have one role. "
        + "Sweep 's' names the run 'b', which is not there. "
        + "Sweep 's': Value is -Infinity; it must be finite, or be left out. "
        + "Ablation 'c' names the run 'd', which is not there. "
        + "Stream 't' after 5 requests: recall@10 is NaN; it must be finite, or be left out.";

    private static readonly Dictionary<string, double> Nothing = [];

    private static readonly ForgettingReport Bad = new()
    {
        FormatVersion = 2,
        Title = "Bad",
        Runs =
        [
            Reports.Run("a", ModelRole.Original, 1, (Reports.Recall, double.NaN)) with
            {
                Curve = [new(3, Loss: double.PositiveInfinity)], Roc = [new(0, double.NaN)],
            },
            Reports.Run("a", ModelRole.Retrained, 1),
            Reports.Run(" ", ModelRole.Unlearned, 2),
        ],
        Sweeps = [new("s", "p", [new(double.NegativeInfinity, "b")])],
        Ablations = [new("c", ["d"])],
        Streams = [new("t", [new(5, 9, new Dictionary<string, double> { [Reports.Recall] = double.NaN }, Nothing)])],
    };

    [TestMethod]
    public void Every_way_to_show_a_report_names_all_faults_and_writes_nothing()
    {
        using var folder = new TempFolder();
        var ways = new Action[]
        {
            () => Bad.WriteJson(folder.File("x.json")), () => Bad.WriteCsv(folder.File("x.csv")),
            () => Bad.WriteHtml(folder.File("x.html")), () => Bad.WriteCharts(folder.File("charts")), () =>
                Bad.WriteTo(AnsiConsole.Console),
        };

        foreach (var way in ways)
            Assert.AreEqual(Message, Assert.ThrowsExactly<InvalidOperationException>(way).Message);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }
}
