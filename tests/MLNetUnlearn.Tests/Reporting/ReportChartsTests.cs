using System.Globalization;
using System.Xml.Linq;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class ReportChartsTests
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    [TestMethod]
    public void There_is_a_chart_for_all_that_has_figures_and_none_else()
    {
        Assert.AreEqual("trade-off roc cost sweep-1 ablation-1 stream-1 curve-3-loss curve-3-quality",
            string.Join(" ", Charts(Reports.Full).Keys));
        Assert.AreEqual("trade-off cost", string.Join(" ", Charts(Reports.Three).Keys));
        Assert.IsEmpty(Charts(new()));
    }

    [TestMethod]
    public void The_same_report_gives_the_same_bytes()
    {
        var (first, second) = (Charts(Reports.Full), Charts(Reports.Full));

        foreach (var (name, chart) in first)
            Assert.AreEqual(chart.ToString(), second[name].ToString());
    }

    // The axes go from 0.5 to 0.9 over the pixels 52 to 582, and from 0.4 to 0.8 over 304 up to 34.
    [TestMethod]
    public void Points_of_the_trade_off_are_where_the_axes_say()
    {
        var chart = Charts(Reports.Three)["trade-off"];

        var unlearned = Tipped(chart, "unlearned: Hit@10 0.600, Recall@10 0.700");
        Assert.AreEqual(52 + 530 * 0.25, Number(unlearned, "cx"), 0.005);
        Assert.AreEqual(304 - 270 * 0.75, Number(unlearned, "cy"), 0.005);
        var original = Tipped(chart, "original: Hit@10 0.900, Recall@10 0.800");
        Assert.AreEqual((582 - 5.5, 34 - 5.5), (Number(original, "x"), Number(original, "y")));
        Assert.AreEqual("M52 297 L59 304 L52 311 L45 304 Z", Tipped(chart, "retrained: Hit@10 0.500, Recall@10 0.400")
            .Attribute("d")!.Value);
    }

    [TestMethod]
    public void Seeds_are_faint_dots_around_their_mean()
    {
        var report = Reports.Three with
        {
            Runs =
            [
                .. Reports.Three.Runs.Take(2),
                Reports.Run("u", ModelRole.Unlearned, 1, (Reports.Hit, 0.6), (Reports.Recall, 0.6)),
                Reports.Run("u", ModelRole.Unlearned, 2, (Reports.Hit, 0.8), (Reports.Recall, 0.7)),
            ],
        };

        var circles = Charts(report)["trade-off"].Descendants(Namespace + "circle").ToArray();

        Assert.AreEqual("184.5 449.5 317", string.Join(" ", circles.Select(circle => circle.Attribute("cx")!.Value)));
        Assert.AreEqual("blue-fill faint, blue-fill faint, blue-fill ring",
            string.Join(", ", circles.Select(circle => circle.Attribute("class")!.Value)));
    }

    // 4 s and 100 s on an axis from 1 to 100: log10(4)/2 and 1 of the way.
    [TestMethod]
    public void Costs_are_on_a_logarithmic_axis()
    {
        var chart = Charts(Reports.Three)["cost"];

        var width = Number(Tipped(chart, "original: 100 s"), "width");
        Assert.AreEqual(width * Math.Log10(4) / 2, Number(Tipped(chart, "unlearned: 4.00 s, 25× as fast"), "width"), 0.02);
        Assert.AreEqual("1 10 100", string.Join(" ", Texts(chart).Where(text => text.All(char.IsDigit))));
    }

    // A bar of 1 begins at 0.1: a third of the way to 100.
    [TestMethod]
    public void A_cost_that_is_a_power_of_ten_has_a_bar()
    {
        var runs = Reports.Three.Runs.Select(run => run.Role != ModelRole.Unlearned ? run
            : Reports.Run("unlearned", ModelRole.Unlearned, 1, (Reports.Seconds, 1)));

        var chart = Charts(Reports.Three with { Runs = [.. runs] })["cost"];

        Assert.AreEqual(
            Number(Tipped(chart, "original: 100 s"), "width") / 3, Number(Tipped(chart, "unlearned: 1.00 s, 100× as fast"), "width"), 0.02);
    }

    [TestMethod]
    public void Curves_of_attacks_have_the_number_of_their_seed_and_the_rest_is_named()
    {
        var runs = Enumerable.Range(1, 7).SelectMany(place => Enumerable.Range(1, 2).Select(seed =>
            Reports.Run($"m{place}", ModelRole.Unlearned, seed, (Reports.Auc, 0.5 + 0.01 * place + 0.1 * (seed - 1))) with
            {
                Roc = [new(0, 0), new(1, 1)],
            }));

        var chart = Charts(new() { Runs = [.. runs] })["roc"];

        Assert.AreEqual("m1 0.510|m2 0.520|m3 0.530|m4 0.540|m5 0.550",
            string.Join("|", Texts(chart).Where(text => text.StartsWith('m'))));
        StringAssert.EndsWith(chart.Element(Namespace + "desc")!.Value, " Left out: m6, m7.");
        Assert.DoesNotContain("Left out", Charts(Reports.Full)["roc"].Value);
    }

    // The axis of gaps −0.2, 0 and 0.1 goes from −0.2 to 0.1 over 304 up to 34: 90 pixels for a tenth.
    [TestMethod]
    public void A_stream_shows_the_distance_to_the_retrained_models()
    {
        var chart = Charts(Reports.Full)["stream-1"];

        var line = chart.Descendants(Namespace + "path").Single(path => path.Attribute("class")!.Value == "orange").Attribute("d")!.Value;
        var heights = line.Split('M', 'L').Skip(1).Select(point => point.Trim().Split(' ')[1]);
        Assert.AreEqual("34 304", string.Join(" ", heights));
        StringAssert.Contains(chart.ToString(), "d=\"M52 124 L");
    }

    // 1, 10 and 100 are equally far apart, and so are steps 10 and 20 from 0.
    [TestMethod]
    public void Weights_in_powers_are_drawn_so_and_steps_are_not()
    {
        ReportRun[] runs = [.. Reports.Full.Runs.Take(3), .. ((string[])["1", "10", "100"]).Select(name =>
            Reports.Run(name, ModelRole.Unlearned, 1, (Reports.Hit, 0.5), (Reports.Recall, 0.5)))];
        var charts = Charts(new() { Runs = runs, Sweeps = [new("w", "Weight", [new(1, "1"), new(10, "10"), new(100, "100")])] });

        AssertEven(charts["sweep-1"].Descendants(Namespace + "path").Last(path => path.Attribute("class")!.Value == "blue"));
        AssertEven(charts["curve-3-quality"].Descendants(Namespace + "path").First(path => path.Attribute("class")!.Value == "orange"));

        static void AssertEven(XElement line)
        {
            var x = line.Attribute("d")!.Value.Split('M', 'L').Skip(1)
                .Select(point => double.Parse(point.Trim().Split(' ')[0], CultureInfo.InvariantCulture)).ToArray();
            Assert.HasCount(3, x);
            Assert.AreEqual(x[1] - x[0], x[2] - x[1], 0.02);
        }
    }

    [TestMethod]
    public void Bars_begin_at_zero()
    {
        var chart = Charts(Reports.Full)["ablation-1"];

        var (recall, hit) = (Number(Tipped(chart, "original: 0.800"), "width"), Number(Tipped(chart, "original: 0.900"), "width"));
        Assert.AreEqual(9.0 / 8, hit / recall, 1e-3);
        Assert.AreEqual(6.0 / 8, Number(Tipped(chart, "unlearned: 0.600"), "width") / recall, 1e-3);
    }

    [TestMethod]
    public void Names_stay_in_the_picture_and_apart()
    {
        var models = Enumerable.Range(0, 25).Select(place => Reports.Run($"method number {place}", ModelRole.Unlearned, 1,
            (Reports.Hit, 0.5 + 0.001 * place), (Reports.Recall, 0.4 + 0.001 * (place % 5))));

        var chart = Charts(Reports.Three with { Runs = [.. Reports.Three.Runs.Take(2), .. models] })["trade-off"];

        var names = chart.Descendants(Namespace + "text").Where(text => text.Value.StartsWith("method", StringComparison.Ordinal))
            .Select(text => (X: Number(text, "x"), Y: Number(text, "y"))).ToArray();
        Assert.IsGreaterThan(15, names.Length);
        Assert.IsTrue(names.All(name => name is { X: >= 52 and < 500, Y: > 34 and < 304 }));
        Assert.IsFalse(names.Any(one => names.Any(other => one != other && Math.Abs(one.Y - other.Y) < 13
            && Math.Abs(one.X - other.X) < 70)));
        var left = 25 - names.Length;
        Assert.AreEqual(left, chart.Descendants(Namespace + "desc").Single().Value.Split("method number").Length - 1);
    }

    [TestMethod]
    public void A_file_brings_its_title_description_and_colours_for_light_and_dark()
    {
        foreach (var chart in Charts(Reports.Full).Values)
        {
            Assert.AreNotEqual("", chart.Element(Namespace + "title")!.Value);
            Assert.AreNotEqual("", chart.Element(Namespace + "desc")!.Value);
            StringAssert.Contains(chart.Element(Namespace + "style")!.Value, "@media (prefers-color-scheme: dark)");
            Assert.AreEqual("img", chart.Attribute("role")!.Value);
        }
    }

    [TestMethod]
    public void Hostile_and_endless_names_stay_text()
    {
        var name = "</text><script>alert('1')</script>&\u0001\uD800" + new string('x', 500);
        var report = Reports.Three with { Runs = [.. Reports.Three.Runs.Take(2), Reports.Three.Runs[2] with { Name = name }] };

        var chart = Charts(report)["cost"];

        Assert.IsEmpty(chart.Descendants(Namespace + "script"));
        Assert.Contains("</text><script>ale…xxxxxxxxxxx", Texts(chart));
        Assert.IsTrue(chart.Descendants(Namespace + "rect")
            .Any(bar => bar.Value.Contains("alert('1')</script>&\uFFFD\uFFFDxxx", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Ticks_are_round_and_within_the_axis()
    {
        var report = Reports.Three with
        {
            Runs =
            [
                Reports.Run("a", ModelRole.Original, 1, (Reports.Hit, 0.937), (Reports.Recall, 0.7301)),
                Reports.Run("b", ModelRole.Retrained, 1, (Reports.Hit, 0.213), (Reports.Recall, 0.7219)),
            ],
        };

        var numbers = Texts(Charts(report)["trade-off"]).Where(text => double.TryParse(text, CultureInfo.InvariantCulture, out _));

        Assert.AreEqual("0.720 0.722 0.724 0.726 0.728 0.730 0.732 0.2 0.4 0.6 0.8 1.0", string.Join(" ", numbers));
    }

    private static Dictionary<string, XElement> Charts(ForgettingReport report)
    {
        using var folder = new TempFolder();
        return report.WriteCharts(folder.Path).ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => XElement.Load(path));
    }

    private static XElement Tipped(XElement chart, string tip) =>
        chart.Descendants(Namespace + "title").Single(title => title.Value == tip).Parent!;

    private static IEnumerable<string> Texts(XElement chart) => chart.Descendants(Namespace + "text").Select(text => text.Value);

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
