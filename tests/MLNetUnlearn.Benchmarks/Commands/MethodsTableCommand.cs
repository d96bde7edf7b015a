using System.CommandLine;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Methods;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Prints what the methods command has found.</summary>
internal static class MethodsTableCommand
{
    public static Command Create()
    {
        var folder = MethodsCommand.Folder();
        var model = CommonOptions.ModelName(BenchmarkModels.Networks);
        var size = MethodsCommand.Size();
        var command = new Command("methods-table", "The results of methods as a Markdown table: means over seeds and 95 % intervals.")
        {
            folder, model, size,
        };
        command.SetAction(parsed =>
        {
            var results = ResultFolder.ReadAll(parsed.GetRequiredValue(folder))
                .Where(result => result.Model == parsed.GetValue(model) && result.Size == parsed.GetValue(size)).ToList();
            if (results.Count == 0)
                throw new InvalidOperationException("There are no results of this model and size; run methods first.");
            var (seeds, pairs) = (results.Select(result => result.Seed).Distinct().Order(), results.Select(result => result.Pairs).Distinct());
            Console.WriteLine(FormattableString.Invariant(
                $"{parsed.GetValue(model)}, seeds {string.Join(", ", seeds)}, {pairs.Min()} to {pairs.Max()} pairs to forget"));
            Console.WriteLine();
            Console.WriteLine(MethodTable.Of(results));
        });
        return command;
    }
}
