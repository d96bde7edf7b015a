using System.CommandLine;
using QuickStart;

var data = new Option<FileInfo?>("--data")
{
    Description =
        "Interaction log: 'user item' per line, or TSV/CSV with a header that names user, item and timestamp. Default: generated data.",
};
var epochs = new Option<int>("--epochs") { Description = "Training epochs at most.", DefaultValueFactory = _ => 40 };
var seed = new Option<int>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file, as one JSON object." };
var save = new Option<FileInfo?>("--save") { Description = "Also write the unlearned model to this file, for mlContext.Model.Load." };
var report = new Option<FileInfo?>("--report")
{
    Description = "Also measure everything and write one page to this file, and its figures beside it as JSON.",
};

var command = new RootCommand(
    "Trains SASRec, forgets items of 10 % of the users with a calibrated Newton step, and judges the result beside a retrained model.")
{
    data, epochs, seed, json, save, report,
};
command.SetAction(parsed => Screen.Run(new QuickStartOptions(
    parsed.GetValue(data), parsed.GetValue(epochs), parsed.GetValue(seed), parsed.GetValue(json), parsed.GetValue(save),
    parsed.GetValue(report))));
return command.Parse(args).Invoke();
