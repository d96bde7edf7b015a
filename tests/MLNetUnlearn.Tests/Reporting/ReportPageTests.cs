using System.Xml.Linq;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class ReportPageTests
{
    // Original .9 and retrained .5: within .15 · .4 = .06 of .5 is alike; within .03 of .55 the attack is.
    [TestMethod]
    [DataRow(0.55, 0.57, "As far as these measures see, model has forgotten", "looks alike")]
    [DataRow(0.45, 0.53, "As far as these measures see, model has forgotten", "looks alike")]
    [DataRow(0.57, 0.55, "No: model still remembers", "still remembers")]
    [DataRow(0.50, 0.59, "No: model still remembers", "still remembers")]
    [DataRow(0.43, 0.55, "model has forgotten too much, and that can be seen", "knows less")]
    [DataRow(0.50, 0.51, "As far as these measures see, model has forgotten", "looks alike", DisplayName = "trees that find less")]
    [DataRow(0.43, 0.59, "model has forgotten too much, and that can be seen", "knows less", DisplayName = "trees that find the over-forgotten")]
    [DataRow(0.48, 0.59, "model has forgotten too much, and that can be seen", "knows less", DisplayName = "the same, where hits are alike")]
    public void The_headline_judges_beside_the_retrained_model(double hit, double auc, string headline, string words)
    {
        var page = Page(Reports.Judged(hit, auc));

        Assert.AreEqual(headline, Single(page, "p", "headline"));
        Assert.AreEqual(words, Single(page, "td", "state"));
        StringAssert.Contains(page.Value, "This is evidence, not a proof");
    }

    [TestMethod]
    [DataRow(0.59, "No: model still remembers")]
    [DataRow(0.51, "model has forgotten too much, and that can be seen")]
    public void A_threshold_on_the_score_finds_what_is_remembered_above_and_what_is_over_forgotten_below(double auc, string headline)
    {
        var report = Reports.Judged(0.5, auc);
        report = report with
        {
            Runs = [.. report.Runs.Select(run => run with { Figures = run.Figures.ToDictionary(f => f.Key == Reports.Auc ? "scoreAuc" : f.Key, f => f.Value) })],
        };

        Assert.AreEqual(headline, Single(Page(report), "p", "headline"));
    }

    [TestMethod]
    [DataRow(null, "No: model still remembers", DisplayName = "nothing is known of chance")]
    [DataRow(1000, "No: model still remembers", DisplayName = "of 1000 pairs: 0.044")]
    [DataRow(100, "As far as these measures see, model has forgotten", DisplayName = "of 100 pairs: 1.96 sqrt(2 .5 .5 / 100) = 0.139")]
    public void A_gap_that_chance_makes_of_so_few_pairs_is_none(int? pairs, string headline)
    {
        var report = Reports.Judged(0.61, 0.55) with { Setting = new ReportSetting { ForgottenPairs = pairs } };

        Assert.AreEqual(headline, Single(Page(report), "p", "headline"));
    }

    [TestMethod]
    public void Hits_that_tell_the_original_from_the_retrained_model_are_judged_by()
    {
        // Full ranking: .5, .5 and .6; among 100: .9, .5 and .5.
        var figures = new[] { (0.5, 0.9), (0.5, 0.5), (0.6, 0.5) };
        var report = Reports.Judged(0.6, 0.55);
        report = report with
        {
            Runs = [.. report.Runs.Select((run, i) => run with
            {
                Figures = new Dictionary<string, double> { ["forgetHit@10"] = figures[i].Item1, ["forgetHit@10.sampled"] = figures[i].Item2 },
            })],
        };

        var page = Page(report);

        Assert.AreEqual("As far as these measures see, model has forgotten", Single(page, "p", "headline"));
        StringAssert.Contains(page.Value, "It finds 0.500 of the forgotten items, 0.900 before (Hit@10 on forgotten, 100 negatives)");
    }

    [TestMethod]
    public void Where_hits_do_not_even_tell_the_original_the_page_says_so() => StringAssert.Contains(
        Page(Reports.Three with
        {
            Runs =
            [
                Reports.Run("original", ModelRole.Original, 1, (Reports.Hit, 0.505)),
                Reports.Run("retrained", ModelRole.Retrained, 1, (Reports.Hit, 0.5)),
                Reports.Run("model", ModelRole.Unlearned, 1, (Reports.Hit, 0.5)),
            ],
        }).Value,
        "Not even the original is told from the retrained model by these hits, so they say little here.");

    [TestMethod]
    public void The_lead_says_what_was_found_kept_and_spent() => Assert.AreEqual(
        "It finds 0.600 of the forgotten items, 0.900 before (Hit@10 on forgotten); a model that never saw them finds 0.500: a gap of "
        + "0.100. An attacker who guesses what it was trained on has an AUC of 0.600, against 0.550 on the retrained model and 0.800 on "
            + "the "
        + "original (Attack AUC; 0.5 is chance). It keeps 175.0 % of the retrained model's Recall@10, full ranking. It took 4.0 % of "
            + "the time of "
        + "retraining.",
        string.Join(" ", Classes(Page(Reports.Three), "div", "lead").Single().Elements("p").Select(sentence => sentence.Value)));

    [TestMethod]
    public void Differences_are_taken_seed_by_seed()
    {
        // 0.1 and 0.3 above: 0.2 ± 12.706 · 0.1.
        var report = new ForgettingReport
        {
            Runs =
            [
                Reports.Run("r", ModelRole.Retrained, 1, (Reports.Hit, 0.2)), Reports.Run("r", ModelRole.Retrained, 2, (Reports.Hit, 0.4)),
                Reports.Run("u", ModelRole.Unlearned, 2, (Reports.Hit, 0.5)), Reports.Run("u", ModelRole.Unlearned, 1, (Reports.Hit, 0.5)),
            ],
        };

        StringAssert.Contains(Page(report).Value, "a gap of 0.200 ± 1.271, which these seeds do not tell from 0.");
    }

    [TestMethod]
    public void Without_a_retrained_model_nothing_is_judged()
    {
        var page = Page(Reports.Three with { Runs = [Reports.Three.Runs[0], Reports.Three.Runs[2]] });

        Assert.AreEqual("It cannot be said whether unlearned forgot", Single(page, "p", "headline"));
        StringAssert.Contains(page.Value, "Without a retrained model nothing here can say whether a figure is too high or too low.");
    }

    [TestMethod]
    public void A_report_without_runs_has_neither_tables_nor_charts()
    {
        var page = Page(new());

        Assert.AreEqual("There is nothing to judge yet", Single(page, "p", "headline"));
        Assert.IsEmpty(page.Descendants("table"));
        Assert.IsEmpty(page.Descendants("figure"));
    }

    [TestMethod]
    public void Tables_have_a_header_for_every_row_and_column()
    {
        var table = Page(Reports.Full).Descendants("table")
            .Single(table => table.Parent!.Attribute("aria-label")!.Value == "What is it still worth?");

        Assert.AreEqual("Model|Recall@10, full rankinghigher is better",
            string.Join("|", table.Descendants("thead").Descendants("th").Select(cell => cell.Value)));
        Assert.IsTrue(table.Descendants("thead").Descendants("th").All(cell => cell.Attribute("scope")!.Value == "col"));
        Assert.AreEqual("original 0.8000|retrained 0.4000|unlearned 0.7000", string.Join("|", table.Descendants("tbody").Elements("tr")
            .Select(row => string.Join(" ", row.Elements().Select(cell => cell.Value)))));
        Assert.IsTrue(table.Descendants("tbody").Descendants("th").All(cell => cell.Attribute("scope")!.Value == "row"));
    }

    [TestMethod]
    public void Figures_that_are_missing_are_dashes()
    {
        var report = Reports.Three with { Runs = [.. Reports.Three.Runs, Reports.Run("bare", ModelRole.Unlearned, 1, ("own figure", 7))] };

        var page = Page(report);

        var verdict = page.Descendants("tr").First(row => row.Element("th")?.Value == "bare");
        Assert.AreEqual("cannot be judged – – – –", string.Join(" ", verdict.Elements("td").Select(cell => cell.Value)));
        Assert.IsTrue(page.Descendants("h2").Any(heading => heading.Value == "Other figures"));
        Assert.AreEqual("Other figuresModelown figurebare7.0000", page.Descendants("table").Last().Value.ReplaceLineEndings(""));
        Assert.IsEmpty(page.Descendants("dl").Where(list => !list.HasElements));
    }

    [TestMethod]
    public void Data_versions_machine_and_seeds_are_told()
    {
        var all = Page(Reports.Full).Value;

        foreach (var fact in (string[])["full ranking", "Games: 31,013 users, 23,715 items, 287,107 interactions", "ABCDEF", "3,101",
            "6,957", "2026-03-04", "MLNetUnlearn 0.1.0", "Microsoft.ML 5.0.0", "Tensors 1.2.3", ".NET 10", "Linux", "Chip (X64), 2 cores",
            "Seed 1: one seed, no interval.",
            "LearningRate = 0.001", "Beside other work."])
        {
            StringAssert.Contains(all, fact);
        }
    }

    [TestMethod]
    public void Nothing_is_loaded_and_nothing_runs()
    {
        var text = Text(Reports.Full);

        Assert.AreEqual("", string.Join(" ", text.Split("http").Skip(1)
            .Where(rest => !rest.StartsWith("://www.w3.org/2000/svg\"", StringComparison.Ordinal))));
        foreach (var word in (string[])["<script", "<link", "<img", "url(", "@import", "src="])
            Assert.DoesNotContain(word, text);
        Assert.AreEqual(text, Text(Reports.Full));
    }

    [TestMethod]
    public void Hostile_names_stay_text()
    {
        const string Name = "\"><script>alert(1)</script><b onclick='x'>&amp;\u0007";
        var report = Reports.Full with
        {
            Title = Name,
            Runs = [.. Reports.Full.Runs.Select(run => run.Name == "unlearned" ? run with { Name = Name } : run)],
            Ablations = [new(Name, [Name])],
            Streams = [Reports.Full.Streams[0] with { Title = Name }],
            Setting = new() { Protocols = [Name], Notes = [Name], Dataset = new(Name, 1, 1, 1, Name) },
        };

        var page = Page(report);

        Assert.IsEmpty(page.Descendants().Where(element => element.Attribute("onclick") is not null));
        Assert.IsEmpty(page.Descendants().Where(element => element.Name.LocalName == "script"));
        Assert.AreEqual(Name.Replace('\u0007', '\uFFFD'), page.Descendants("h1").Single().Value);
    }

    [TestMethod]
    public void Points_of_a_sweep_do_not_bury_the_models()
    {
        var rows = Page(Reports.Full).Descendants("tbody").Elements("tr").Select(row => row.Element("th")!.Value);

        Assert.DoesNotContain("weight 1", rows);
    }

    private static string Text(ForgettingReport report)
    {
        using var folder = new TempFolder();
        report.WriteHtml(folder.File("a.html"));
        return File.ReadAllText(folder.File("a.html"));
    }

    // The page is XML as well.
    private static XElement Page(ForgettingReport report) => XDocument.Parse(Text(report)).Root!;

    private static IEnumerable<XElement> Classes(XElement page, string name, string style) =>
        page.Descendants(name).Where(element => element.Attribute("class")?.Value == style);

    private static string Single(XElement page, string name, string style) => Classes(page, name, style).Single().Value;
}
