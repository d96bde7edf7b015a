using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;
using Spectre.Console;

namespace MLNetUnlearn.Tests.Reporting;

/// <summary>CSV and console.</summary>
[TestClass]
public sealed class ReportTextTests
{
    [TestMethod]
    public void Csv_has_a_row_for_each_figure()
    {
        using var folder = new TempFolder();
        var report = new ForgettingReport
        {
            Runs =
            [
                Reports.Run("a, \"b\"", ModelRole.Original, 1, ("own", 3), ("gap@10", -0.5), ("recall@10", 0.1)),
                Reports.Run("=1+1", ModelRole.Unlearned, -2, ("cost.seconds", 12345.678)),
            ],
        };

        report.WriteCsv(folder.File("a.csv"));

        Assert.AreEqual(""""
            Run,Role,Seed,Metric,Value,Unit
            "a, ""b""",Original,1,recall@10,0.1,share
            "a, ""b""",Original,1,gap@10,-0.5,share
            "a, ""b""",Original,1,own,3,
            "'=1+1",Unlearned,-2,cost.seconds,12345.678,s

            """", File.ReadAllText(folder.File("a.csv")));
    }

    [TestMethod]
    public void The_console_has_the_verdict_and_a_table_for_each_question()
    {
        var report = Reports.Three with
        {
            Runs =
            [
                .. Reports.Three.Runs.Where(run => run.Role != ModelRole.Unlearned),
                Reports.Run("[red]npo", ModelRole.Unlearned, 1, (Reports.Hit, 0.5), (Reports.Recall, 0.37)),
                Reports.Run("[red]npo", ModelRole.Unlearned, 2, (Reports.Hit, 0.52), (Reports.Recall, 0.39)),
            ],
        };

        var text = Console(report);

        StringAssert.StartsWith(text, """
            Three models
            As far as these measures see, [red]npo has forgotten. It finds 0.510 ± 0.127 of the forgotten items, 0.900 before (Hit@10 on
            forgotten); a model that never saw them finds 0.500: a gap of 0.010 ± 0.127, which these seeds do not tell from 0. No attack was
            tried. It keeps 95.0 ± 31.8 % of the retrained model's Recall@10, full ranking.

            """);
        StringAssert.Contains(text, """
            ╭───────────┬─────────────────────────╮
            │ Model     │ Recall@10, full ranking │
            ├───────────┼─────────────────────────┤
            │ original  │                  0.8000 │
            │ retrained │                  0.4000 │
            │ [red]npo  │         0.3800 ± 0.1271 │
            ╰───────────┴─────────────────────────╯
            """);
        StringAssert.Contains(text, """
            │ Model     │ Attack AUC │
            ├───────────┼────────────┤
            │ original  │      0.800 │
            │ retrained │      0.550 │
            """);
        StringAssert.Contains(text, "Seeds 1, 2: means ± half of a 95 % interval (Student's t); a figure without ± has one seed, no "
            + "interval.");
    }

    [TestMethod]
    public void Streams_have_rows_of_their_own()
    {
        using var folder = new TempFolder();

        new ForgettingReport { Streams = Reports.Full.Streams }.WriteCsv(folder.File("a.csv"));

        Assert.AreEqual("""
            Run,Role,Seed,Metric,Value,Unit
            "Stream, 10 requests",Unlearned,,forgetHit@10,0.6,share
            "Stream, 10 requests",Retrained,,forgetHit@10,0.5,share
            "Stream, 20 requests",Unlearned,,forgetHit@10,0.3,share
            "Stream, 20 requests",Retrained,,forgetHit@10,0.5,share

            """, File.ReadAllText(folder.File("a.csv")));
    }

    [TestMethod]
    public void Sweeps_and_streams_have_tables_of_their_own()
    {
        var text = Console(Reports.Full);

        StringAssert.Contains(text, """
            │ ForgetWeight │ Recall@10, full ranking │ Hit@10 on forgotten │
            ├──────────────┼─────────────────────────┼─────────────────────┤
            │            1 │                  0.7500 │               0.800 │
            │            2 │                  0.5000 │               0.550 │
            │     original │                  0.8000 │               0.900 │
            │    retrained │                  0.4000 │               0.500 │
            """);
        Assert.Contains("│20│40│0.300│0.500│−0.200│–│–│–│", text.Replace(" ", "", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_report_without_runs_says_so() => Assert.AreEqual("Did it really forget?\nNo runs.\n", Console(new()));

    private static string Console(ForgettingReport report)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 130;
        console.Profile.Capabilities.Unicode = true;
        report.WriteTo(console);
        return string.Join("\n", text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
