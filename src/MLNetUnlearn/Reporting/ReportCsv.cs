using System.Globalization;
using CsvHelper;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Reporting;

/// <summary>Every figure of every run as one row, those of the checkpoints of streams behind them.</summary>
internal static class ReportCsv
{
    // Names are anybody's; a spreadsheet must not take one for a formula.
    private static readonly CsvWriterOptions _options = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    public static void Write(string path, ReportView view) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, _options, leaveOpen: true);
        csv.WriteRecord(["Run", "Role", "Seed", "Metric", "Value", "Unit"]);
        foreach (var run in view.Report.Runs)
            Rows(csv, run.Name, run.Role, run.Seed, run.Figures);
        foreach (var (title, point) in view.Report.Streams.SelectMany(one => one.Points.Select(point => (one.Title, point))))
        {
            var name = $"{title}, {point.Requests.ToString(CultureInfo.InvariantCulture)} requests";
            Rows(csv, name, ModelRole.Unlearned, null, point.Model);
            Rows(csv, name, ModelRole.Retrained, null, point.Retrained);
        }
    });

    private static void Rows(CsvWriter csv, string name, ModelRole role, int? seed, IReadOnlyDictionary<string, double> figures)
    {
        foreach (var metric in ReportView.Ordered(figures.Keys))
        {
            csv.WriteField(name);
            csv.WriteField(role.ToString());
            if (seed is { } number)
                csv.WriteField(number, "");
            else
                csv.WriteField("");
            csv.WriteField(metric.Id);
            csv.WriteField(figures[metric.Id], "R");
            csv.WriteField(metric.Unit);
            csv.EndRecord();
        }
    }
}
