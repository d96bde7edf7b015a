using System.Xml.Linq;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Reporting;

/// <summary>Reads the page of a report.</summary>
internal static class Pages
{
    public static string Text(ForgettingReport report)
    {
        using var folder = new TempFolder();
        report.WriteHtml(folder.File("a.html"));
        return File.ReadAllText(folder.File("a.html"));
    }

    // The page is XML as well.
    public static XElement Page(ForgettingReport report) => XDocument.Parse(Text(report)).Root!;

    public static string Headline(ForgettingReport report) => Single(Page(report), "p", "headline");

    public static string Lead(ForgettingReport report) =>
        string.Join(" ", Classes(Page(report), "div", "lead").Single().Elements("p").Select(sentence => sentence.Value));

    public static IEnumerable<XElement> Classes(XElement page, string name, string style) =>
        page.Descendants(name).Where(element => element.Attribute("class")?.Value == style);

    public static string Single(XElement page, string name, string style) => Classes(page, name, style).Single().Value;
}
