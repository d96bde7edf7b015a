using System.CommandLine;
using System.Text.Json.Serialization;
using MLNetUnlearn.Cli.Judging;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Reporting;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>Judges a model: what it is worth, and with a reference whether it forgot.</summary>
internal static class EvaluateCommand
{
    public static ToolCommand Create()
    {
        var folder = CommonOptions.Project();
        var options = new JudgeOptions(isModelRequired: true);
        var output = CommonOptions.OptionalFile("--out", "Also write the figures to this file, which 'report' takes.");
        var command = new Command(
            "evaluate", "Judges a model on a project: ranking; with requests, hits on the forgotten; with a retrained model, everything.")
        {
            folder,
        };
        options.AddTo(command);
        command.Options.Add(output);
        return new(command, run =>
        {
            FileProblems.ThrowIfAny([.. FileProblems.ProblemsOf("--out", run.Get(output))]);
            using var judge = new Judge(run, options.Of(run, run.Get(folder)!));
            var judgement = judge.All();
            if (run.Get(output) is { } file)
                judgement.Report.WriteJson(file);
            return new EvaluateResult(
                run.Get(folder)!, judgement.IsBesideRetrained, JudgedModel.Of(judgement.Report), judgement.Problems, run.Get(output),
                judgement.Report);
        });
    }

    private sealed record EvaluateResult(
        string Folder, bool IsBesideRetrained, IReadOnlyList<JudgedModel> Models, IReadOnlyList<string> Problems, string? Output,
        [property: JsonIgnore] ForgettingReport Report) : CommandResult("evaluate")
    {
        public override void Show(IAnsiConsole console)
        {
            if (IsBesideRetrained)
                Report.WriteTo(console);
            else
                ShowFigures(console);
            foreach (var problem in Problems)
                console.WriteLine(problem);
            if (Output is not null)
                console.WriteLine($"Figures: '{Output}'. 'report' makes a page of them.");
        }

        private void ShowFigures(IAnsiConsole console)
        {
            var table = Tables.Of("", ["", .. Models.Select(model => model.Name)]);
            foreach (var id in Models.SelectMany(model => model.Figures.Keys).Distinct())
            {
                table.Row(
                [
                    ReportMetrics.Of(id).Title,
                    .. Models.Select(model => model.Figures.TryGetValue(id, out var value) ? Tables.Number(value) : ""),
                ]);
            }
            console.Write(table);
            if (Models.Any(model => model.Figures.ContainsKey("forgetHit@10")))
            {
                console.WriteLine(
                    "Whether hits on the forgotten are memory only a retrained model can tell: 'forget --retrain' makes one.");
            }
        }
    }
}
