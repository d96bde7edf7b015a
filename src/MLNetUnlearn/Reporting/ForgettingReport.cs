using System.Text;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Reporting.Charts;
using MLNetUnlearn.Reporting.Page;
using Spectre.Console;

namespace MLNetUnlearn.Reporting;

/// <summary>
/// What was measured of models that forget, beside the original and the retrained one: one record, shown as JSON, CSV, a console table,
/// SVG charts and a page. Every way to show it refuses, naming all of them, figures that are not finite, two runs of one name and seed,
/// runs of one name with different roles, and names of runs that are not there.
/// </summary>
public sealed record ForgettingReport
{
    /// <summary>The newest version of the JSON that this library reads, and the one that it writes.</summary>
    public const int NewestVersion = 1;

    /// <summary>The version of the JSON. Default 1.</summary>
    public int FormatVersion { get; init; } = NewestVersion;

    /// <summary>The page's title; the default is "Did it really forget?".</summary>
    public string Title { get; init; } = "Did it really forget?";

    /// <summary>What was measured on what; by default nothing is said.</summary>
    public ReportSetting Setting { get; init; } = new();

    /// <summary>The models, in the order to be shown. Default: none.</summary>
    public IReadOnlyList<ReportRun> Runs { get; init; } = [];

    /// <summary>Sweeps over options. Default: none.</summary>
    public IReadOnlyList<ReportSweep> Sweeps { get; init; } = [];

    /// <summary>Methods with and without their parts. Default: none.</summary>
    public IReadOnlyList<ReportComparison> Ablations { get; init; } = [];

    /// <summary>Streams of requests. Default: none.</summary>
    public IReadOnlyList<StreamReport> Streams { get; init; } = [];

    /// <summary>Reads a report that <see cref="WriteJson"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is damaged, is no report or is one of a newer version.</exception>
    public static ForgettingReport ReadJson(string path) => ReportJson.ReadReport(path);

    /// <summary>
    /// Writes the whole report as indented JSON, which <see cref="ReadJson"/> reads; the file is there whole or not at all.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="InvalidOperationException">The report has the faults named above.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteJson(string path) => ReportJson.Write(path, ReportCheck.Checked(this));

    /// <summary>
    /// Writes every figure of every run as a row of CSV: Run, Role, Seed, Metric, Value, Unit. Checkpoints of streams come last: Run is the
    /// stream's title and the number of requests so far, as in "Stream, 10 requests", Role tells the model from the retrained one, and Seed
    /// is empty.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="InvalidOperationException">The report has the faults named above.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteCsv(string path) => ReportCsv.Write(path, new(this));

    /// <summary>Writes the page: one HTML file that loads nothing, light and dark, for screens and paper.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="InvalidOperationException">The report has the faults named above.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteHtml(string path)
    {
        var page = ReportPage.Of(new(this));
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }

    /// <summary>
    /// Writes each chart for which there are figures as a file of its own: trade-off.svg, roc.svg, cost.svg, sweep-1.svg …,
    /// ablation-1.svg …, stream-1.svg …, and for the n-th model curve-n-loss.svg and curve-n-quality.svg.
    /// </summary>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <returns>The files, in the order of the page.</returns>
    /// <exception cref="InvalidOperationException">The report has the faults named above.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> WriteCharts(string folder)
    {
        var charts = new ReportCharts(new(this)).All.ToArray();
        Directory.CreateDirectory(folder);
        return [.. charts.Select(chart => chart.Write(folder))];
    }

    /// <summary>Writes what the figures say, a table for each question, and one for each sweep and stream.</summary>
    /// <param name="console">The console; lines that are too long are folded.</param>
    /// <exception cref="InvalidOperationException">The report has the faults named above.</exception>
    public void WriteTo(IAnsiConsole console) => ReportConsole.Write(console, new(this));
}
