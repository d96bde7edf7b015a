using System.CommandLine;
using System.Globalization;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Methods;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Measures everything of some methods and writes one page. It goes on where it was left.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var data = CommonOptions.DataFile();
        var folder = MethodsCommand.Folder();
        var model = CommonOptions.ModelName(BenchmarkModels.Networks);
        var size = MethodsCommand.Size();
        var epochs = CommonOptions.Count("--epochs", "Epochs of training at most.", 100);
        var seeds = new Option<string>("--seeds") { Description = "Seeds, as 1,2,3.", DefaultValueFactory = _ => "1,2,3" };
        var methods = new Option<string>("--methods")
        {
            Description = "Methods, as sruga,npo; the first one gets the headline.", DefaultValueFactory = _ => "newton-step",
        };
        var weights = new Option<string?>("--weights") { Description = "Also sweep SRUGA's weight of gradient ascent over these values, as 0.05,0.1." };
        var ablations = new Option<bool>("--ablations") { Description = "Also run what SRUGA's parts do alone and in pairs." };
        var page = new Option<FileInfo>("--page") { Description = "The page to write; figures go beside it as JSON and CSV.", Required = true };
        var threads = CommonOptions.ThreadsOf(Environment.ProcessorCount);
        var command = new Command("report", "Everything that is measured of methods, on one page.")
        {
            data, folder, model, size, epochs, seeds, methods, weights, ablations, page, threads,
        };
        command.Validators.Add(result =>
        {
            foreach (var unknown in (result.GetValue(methods) ?? "newton-step").Split(',').Where(name => !BenchmarkMethods.IsPlain(name)))
                result.AddError($"'{unknown}' is no method that a report can run.");
        });
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(threads));
            var file = parsed.GetRequiredValue(data);
            var results = ResultFolder.Open(parsed.GetRequiredValue(folder), file, parsed.GetValue(epochs));
            var log = InteractionFile.Read(file.FullName);
            double[] swept = [.. (parsed.GetValue(weights)?.Split(',') ?? []).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            var study = new ReportStudy(results, parsed.GetValue(methods)!.Split(','), swept, parsed.GetValue(ablations));
            ReportSetting? setting = null;
            var runs = new List<ReportRun>();
            foreach (var seed in parsed.GetValue(seeds)!.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
            {
                var task = new ForgettingTask(log, parsed.GetValue(model)!, seed, parsed.GetValue(size), parsed.GetValue(epochs));
                setting ??= ReportSetting.Of(file.Name, task.Users, task.Requests) with
                {
                    Notes =
                    [
                        $"{parsed.GetValue(model)}, {parsed.GetValue(epochs)} epochs. Each seed draws its own requests and trains its own " +
                        "original and Retrain; users and pairs to forget are those of the first seed.",
                    ],
                };
                runs.AddRange(study.Run(task));
            }
            var report = study.ReportOf(setting!, runs);
            var path = parsed.GetRequiredValue(page).FullName;
            report.WriteHtml(path);
            report.WriteJson(Path.ChangeExtension(path, ".json"));
            report.WriteCsv(Path.ChangeExtension(path, ".csv"));
        });
        return command;
    }
}
