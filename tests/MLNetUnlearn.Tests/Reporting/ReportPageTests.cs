using System.Xml.Linq;
using MLNetUnlearn.Reporting;
using static MLNetUnlearn.Tests.Reporting.Pages;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class ReportPageTests
{
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
    public void Sweeps_and_streams_have_their_figures_in_a_table_as_well()
    {
        var tables = Page(Reports.Full).Descendants("figure").Elements("details").ToArray();

        Assert.AreEqual("The figures of this chart, The figures of this chart",
            string.Join(", ", tables.Select(one => one.Element("summary")!.Value)));
        Assert.AreEqual("Weights: the figures of this chart|Stream: the figures of this chart",
            string.Join("|", tables.Descendants("caption").Select(caption => caption.Value)));
        Assert.AreEqual("1 0.7500 0.800|2 0.5000 0.550|original 0.8000 0.900|retrained 0.4000 0.500", Rows(tables[0]));
        Assert.AreEqual("10 20 0.600 0.500 0.100 – – –|20 40 0.300 0.500 −0.200 – – –", Rows(tables[1]));

        static string Rows(XElement table) => string.Join("|", table.Descendants("tbody").Elements("tr")
            .Select(row => string.Join(" ", row.Elements().Select(cell => cell.Value))));
    }

    [TestMethod]
    public void Points_of_a_sweep_do_not_bury_the_models()
    {
        var rows = Page(Reports.Full).Descendants("tbody").Elements("tr").Select(row => row.Element("th")!.Value);

        Assert.DoesNotContain("weight 1", rows);
    }
}
