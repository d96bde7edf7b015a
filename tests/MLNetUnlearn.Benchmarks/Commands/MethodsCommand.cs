using System.CommandLine;
using System.Globalization;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Methods;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Unlearns by every method, and judges each beside a retrained model. It goes on where it was left.</summary>
internal static class MethodsCommand
{
    public static Command Create()
    {
        var data = CommonOptions.DataFile();
        var folder = Folder();
        var model = CommonOptions.ModelName(BenchmarkModels.Networks);
        var size = Size();
        var seeds = new Option<string>("--seeds") { Description = "Seeds, as 1,2,3.", DefaultValueFactory = _ => "1,2,3" };
        seeds.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Array.TrueForAll(result.Tokens[0].Value.Split(','), seed => int.TryParse(seed, out _)))
                result.AddError($"--seeds is {result.Tokens[0].Value}; it must be whole numbers, as 1,2,3.");
        });
        var methods = new Option<string>("--methods")
        {
            Description = $"Methods, as sruga,ft, or all: {string.Join(", ", BenchmarkMethods.Names)}.", DefaultValueFactory = _ => "all",
        };
        var options = new Option<string?>("--options")
        {
            Description = "Options of the one method, as JSON, that replace its own: '{\"LearningRate\": 0.001, \"Stop\": {\"$type\": \"NoStop\"}}'.",
        };
        var name = new Option<string?>("--as") { Description = "The name under which the result of changed options is kept." };
        var again = new Option<bool>("--again") { Description = "Also run what has a result." };
        var epochs = CommonOptions.Count("--epochs", "Epochs of training at most.", 100);
        var threads = CommonOptions.ThreadsOf(Environment.ProcessorCount);
        var command = new Command("methods", "What every unlearning method keeps, forgets and takes; one JSON file for each run.")
        {
            data, folder, model, size, seeds, methods, options, name, again, epochs, threads,
        };
        command.Validators.Add(result =>
        {
            var wanted = Wanted(result.GetValue(methods) ?? "all"); // there is no value yet when help is asked for
            foreach (var unknown in wanted.Except(BenchmarkMethods.Names))
                result.AddError($"There is no method '{unknown}'; there are {string.Join(", ", BenchmarkMethods.Names)}.");
            var isChanged = result.GetValue(options) is not null;
            if (isChanged != result.GetValue(name) is not null || (isChanged && (wanted.Length != 1 || References.Names.Contains(wanted[0]))))
                result.AddError("--options and --as belong together, with one method in --methods that is no reference.");
        });
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(threads));
            var file = parsed.GetRequiredValue(data);
            var results = ResultFolder.Open(parsed.GetRequiredValue(folder), file, parsed.GetValue(epochs));
            var log = InteractionFile.Read(file.FullName);
            var requestSize = parsed.GetValue(size);
            foreach (var seed in parsed.GetValue(seeds)!.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
            {
                var task = new ForgettingTask(log, parsed.GetValue(model)!, seed, requestSize, parsed.GetValue(epochs));
                using var references = new References(results, task);
                var run = new MethodRun(results, task, references);
                foreach (var wanted in Wanted(parsed.GetValue(methods)!).Where(wanted => BenchmarkMethods.IsFor(wanted, requestSize)))
                {
                    var method = References.Names.Contains(wanted) ? null : BenchmarkMethods.Get(wanted);
                    if (parsed.GetValue(options) is { } json)
                        method = method!.With(json);
                    run.Run(parsed.GetValue(name) ?? wanted, method, parsed.GetValue(again));
                }
            }
        });
        return command;
    }

    public static Option<DirectoryInfo> Folder() =>
        new("--folder") { Description = "Where results and trained references are kept.", Required = true };

    public static Option<ForgetSize> Size() => new("--size")
    {
        Description = "tenth: items of 10 % of the users; thesis: about 378 pairs on Amazon games.",
        DefaultValueFactory = _ => ForgetSize.Tenth,
    };

    private static string[] Wanted(string methods) => methods == "all" ? [.. BenchmarkMethods.Names] : methods.Split(',');
}
