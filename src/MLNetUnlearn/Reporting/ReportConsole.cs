using Spectre.Console;

namespace MLNetUnlearn.Reporting;

/// <summary>A table for each question, and the verdicts above them.</summary>
internal static class ReportConsole
{
    public static void Write(IAnsiConsole console, ReportView view)
    {
        console.Write(new Text(view.Report.Title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        foreach (var verdict in view.Unlearned.Select(model => ForgettingVerdict.Of(view, model)))
        {
            console.Write(new Text($"{verdict.Headline}. {string.Join(" ", verdict.Sentences)}"));
            console.WriteLine();
        }
        foreach (var group in view.Metrics.Where(metric => !metric.IsDetail).GroupBy(metric => metric.Group))
            console.Write(Table(view, group.Key, [.. group]));
        console.Write(new Text(SettingText.Seeds(view)));
        console.WriteLine();
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
