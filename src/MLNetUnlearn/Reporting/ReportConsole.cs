using MLNetUnlearn.Reporting.Charts;
using Spectre.Console;
using Markup = Spectre.Console.Markup;

namespace MLNetUnlearn.Reporting;

/// <summary>A table for each question, and the verdicts above them.</summary>
internal static class ReportConsole
{
    // As many as 80 characters hold.
    private const int Columns = 4;

    public static void Write(IAnsiConsole console, ReportView view)
    {
        console.Write(new Text(view.Report.Title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        foreach (var (place, verdict) in view.Unlearned.Select(model => ForgettingVerdict.Of(view, model)).Index())
        {
            console.Write(new Text($"{verdict.Headline}. {(place == 0 ? string.Join(" ", verdict.Sentences) : "")}".TrimEnd()));
            console.WriteLine();
        }
        foreach (var group in view.Metrics.Where(metric => !metric.IsDetail).GroupBy(metric => metric.Group))
        {
            foreach (var metrics in group.Chunk(Columns))
                console.Write(Table(view, group.Key, metrics));
        }
        var charts = new ReportCharts(view);
        foreach (var chart in charts.Sweeps.Concat(charts.Streams).Where(chart => chart.Table is not null))
            console.Write(Table(chart.Title, chart.Table!));
        console.Write(new Text(SettingText.Seeds(view)));
        console.WriteLine();
    }

    private static Table Table(string title, ChartTable figures)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
        foreach (var header in figures.Headers)
            table.AddColumn(new TableColumn(new Text(header)) { Alignment = Justify.Right });
        foreach (var row in figures.Rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private static Table Table(ReportView view, MetricGroup group, ReportMetric[] metrics)
    {
        var table = new Table { Title = new TableTitle(group.ToString()), Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(new Text("Model")) { NoWrap = true });
        foreach (var metric in metrics)
            table.AddColumn(new TableColumn(new Text(metric.Title)) { Alignment = Justify.Right });
        foreach (var model in view.Models.Where(model => metrics.Any(metric => model.Interval(metric.Id) is not null)))
        {
            table.AddRow([
                new Text(model.Name),
                .. metrics.Select(metric => new Text(model.Interval(metric.Id)?.ToText(metric.Decimals) ?? "–")),
            ]);
        }
        return table;
    }
}
