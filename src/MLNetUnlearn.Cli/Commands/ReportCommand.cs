using System.CommandLine;
using System.Text.Json.Serialization;
using MLNetUnlearn.Cli.Judging;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Reporting;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>Brings figures to a page.</summary>
internal static class ReportCommand
{
    public static ToolCommand Create()
    {
        var inputs = new Argument<string[]>("FIGURES")
        {
            Description = "Files that 'evaluate --out' wrote; several are put together.", Arity = ArgumentArity.ZeroOrMore,
        };
        var data = new Option<string?>("--data") { Description = "Instead of files: judge --model on this project folder now." };
        var options = new JudgeOptions(isModelRequired: false);
        var title = new Option<string?>("--title") { Description = "The page's title." };
        var html = CommonOptions.OptionalFile("--html", "The page: one file, which loads nothing.");
        var csv = CommonOptions.OptionalFile("--csv", "Every figure as a row of CSV.");
        var figures = CommonOptions.OptionalFile("--figures", "Every figure as JSON, which 'report' takes again.");
        var charts = new Option<string?>("--charts") { Description = "A folder for the charts, an SVG each." };
        var command = new Command("report", "Makes a page, tables and charts of figures.") { inputs, data };
        options.AddTo(command);
        foreach (var option in new Option[] { title, html, csv, figures, charts })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var hasFiles = result.GetResult(inputs) is { Tokens.Count: > 0 };
            if (hasFiles == result.GetResult(data) is not null)
                result.AddError("Name either FIGURES or --data.");
            if (result.GetResult(data) is not null && result.GetResult(options.Model) is null)
                result.AddError("--data needs --model, the model to judge.");
            if (hasFiles && new Option[] { options.Model, options.Original, options.Retrained, options.Requests }
                .Any(option => result.GetResult(option) is not null))
                result.AddError("Models are for --data; FIGURES are judged already.");
        });
        return new(command, run =>
        {
            FileProblems.ThrowIfAny(
            [
                .. FileProblems.ProblemsOf("--html", run.Get(html)), .. FileProblems.ProblemsOf("--csv", run.Get(csv)),
                .. FileProblems.ProblemsOf("--figures", run.Get(figures)),
                .. run.Get(inputs)!.SelectMany(file => FileProblems.MissingOf("FIGURES", file)),
            ]);
            var report = run.Get(data) is { } folder ? Judged(run, options.Of(run, folder)) : Joined(run.Get(inputs)!);
            if (run.Get(title) is { } text)
                report = report with { Title = text };
            return Write(report, run.Get(html), run.Get(csv), run.Get(figures), run.Get(charts));
        });
    }

    private static ForgettingReport Judged(Run run, JudgeRequest asked)
    {
        using var judge = new Judge(run, asked);
        return judge.All().Report;
    }

    // The setting is the first one's, so the others must be of the same data and requests.
    private static ForgettingReport Joined(string[] files)
    {
        ForgettingReport[] reports = [.. files.Select(ForgettingReport.ReadJson)];
        FileProblems.ThrowIfAny([.. files.Where((_, index) => JudgedOn(reports[index]) != JudgedOn(reports[0])).Select(
            file => $"'{files[0]}' and '{file}' were judged on different data or requests, so they are no figures of one report.")]);
        return reports[0] with
        {
            Runs = [.. reports.SelectMany(report => report.Runs)],
            Sweeps = [.. reports.SelectMany(report => report.Sweeps)],
            Ablations = [.. reports.SelectMany(report => report.Ablations)],
            Streams = [.. reports.SelectMany(report => report.Streams)],
        };
    }

    private static (ReportDataset?, int?, int?) JudgedOn(ForgettingReport report) =>
        (report.Setting.Dataset, report.Setting.ForgottenUsers, report.Setting.ForgottenItems);

    private static ReportResult Write(ForgettingReport report, string? html, string? csv, string? figures, string? charts)
    {
        if (html is not null)
            report.WriteHtml(html);
        if (csv is not null)
            report.WriteCsv(csv);
        if (figures is not null)
            report.WriteJson(figures);
        var drawn = charts is null ? [] : report.WriteCharts(charts);
        return new ReportResult([.. new[] { html, csv, figures }.OfType<string>(), .. drawn], JudgedModel.Of(report), report);
    }

    private sealed record ReportResult(IReadOnlyList<string> Files, IReadOnlyList<JudgedModel> Models,
        [property: JsonIgnore] ForgettingReport Report)
        : CommandResult("report")
    {
        public override void Show(IAnsiConsole console)
        {
            if (Files.Count == 0)
                Report.WriteTo(console);
            foreach (var file in Files)
                console.WriteLine($"written: '{file}'");
        }
    }
}
