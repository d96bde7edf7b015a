using MLNetUnlearn.Reporting.Charts;

namespace MLNetUnlearn.Reporting.Page;

/// <summary>The figures of a chart, folded below it.</summary>
internal static class FigureTable
{
    public static void Write(Html html, string title, ChartTable table) => html.Element("details", "", () =>
        html.Text("summary", "The figures of this chart").Table($"{title}: the figures of this chart", () =>
        {
            html.Element("thead", "", () => html.Element("tr", "", () =>
            {
                foreach (var header in table.Headers)
                    html.Text("th", header, "scope=\"col\"");
            }));
            html.Element("tbody", "", () =>
            {
                foreach (var row in table.Rows)
                    html.Element("tr", "", () => Row(html, row));
            });
        }));

    private static void Row(Html html, IReadOnlyList<string> row)
    {
        html.Text("th", row[0], "scope=\"row\"");
        foreach (var cell in row.Skip(1))
            html.Text("td", cell);
    }
}
