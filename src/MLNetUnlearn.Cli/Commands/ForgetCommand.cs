using System.CommandLine;
using MLNetUnlearn.Cli.Forgetting;
using MLNetUnlearn.Cli.Models;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Cli.Settings;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>Makes a model forget, and erases from the project what was to be forgotten.</summary>
internal static class ForgetCommand
{
    public static ToolCommand Create()
    {
        var folder = CommonOptions.Project();
        var model = CommonOptions.File("--model", "The model that is to forget.");
        var requests = new RequestOptions();
        var method = new Option<string>("--method")
        {
            Description = $"How: {string.Join("; ", MethodCatalog.All.Select(known => $"{known.Name}, {known.Summary}"))}.",
            DefaultValueFactory = _ => MethodCatalog.All[0].Name,
        };
        method.AcceptOnlyFromAmong([.. MethodCatalog.All.Select(known => known.Name)]);
        var output = CommonOptions.File("--out", $"The file of the model that has forgotten: {ModelFile.Extensions}.");
        var retrain = CommonOptions.OptionalFile("--retrain",
            "Also train from scratch without the forgotten, into this file: the reference.");
        var keep = new Option<string?>("--keep")
        {
            Description = "Also keep the project as it was, and the requests, in this folder: to evaluate. Erase it afterwards.",
        };
        var (seed, threads) = (CommonOptions.Seed(), CommonOptions.Threads());
        var settings = CommonOptions.Settings("the method");
        var command = new Command(
            "forget", "Makes a model forget requests, and erases their interactions from the project. Outputs appear when all is done.")
        {
            folder, model,
        };
        requests.AddTo(command);
        foreach (var option in new Option[] { method, output, retrain, keep, seed, threads, settings })
            command.Options.Add(option);
        return new(command, run =>
        {
            var chosen = MethodCatalog.Get(run.Get(method)!);
            var problems = new InputProblems();
            var plan = new ForgetPlan(
                run.Get(folder)!, run.Get(model)!, chosen,
                OptionsText.With(chosen.Options, chosen.Name, [.. Setting.All(run.Get(settings)!)], problems), run.Get(output)!, run.Get(retrain), run.Get(keep), run.Get(requests.Sample), run.Get(seed), run.Get(threads));
            plan.Check(problems);
            var (project, held) = Project.Hold(plan.Folder);
            using var holding = held;
            return new ForgetJob(run, plan).Forget(project, requests.Wishes(run, project.Manifest.Source));
        }) { GoesOn = true };
    }
}
