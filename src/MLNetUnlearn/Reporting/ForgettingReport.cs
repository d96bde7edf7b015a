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

    /// <summary>The page's title. Default: "Did it really forget?".</summary>
    public string Title { get; init; } = "Did it really forget?";

    /// <summary>What was measured on what. Default: nothing is said.</summary>
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

    /// <summary>Writes the whole report as indented JSON, which <see cref="ReadJson"/> reads; the file is there whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="InvalidOperationException">The report has the faults named above.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteJson(string path) => ReportJson.Write(path, ReportCheck.Checked(this));
}
