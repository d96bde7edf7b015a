using CsvHelper;
using MLNetUnlearn.Persistence;

namespace MLNetUnlearn.Reporting;

/// <summary>Every figure of every run as one row.</summary>
internal static class ReportCsv
{
    // Names are anybody's; a spreadsheet must not take one for a formula.
    private static readonly CsvWriterOptions _options = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    public static void Write(string path, ReportView view) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, _options, leaveOpen: true);
        csv.WriteRecord(["Run", "Role", "Seed", "Metric", "Value", "Unit"]);
        foreach (var run in view.Report.Runs)
        {
            foreach (var metric in view.Metrics.Where(metric => run.Figures.ContainsKey(metric.Id)))
            {
                csv.WriteField(run.Name);
                csv.WriteField(run.Role.ToString());
                csv.WriteField(run.Seed, "");
                csv.WriteField(metric.Id);
                csv.WriteField(run.Figures[metric.Id], "R");
                csv.WriteField(metric.Unit);
                csv.EndRecord();
            }
        }
    });
}
