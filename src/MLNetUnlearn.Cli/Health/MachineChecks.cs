using System.Runtime.Intrinsics;
using Microsoft.ML;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Health;

/// <summary>What the tool needs of the machine: one line for each.</summary>
internal static class MachineChecks
{
    private const long LittleMemory = 1L << 30;

    public static IEnumerable<Check> All(Run run)
    {
        var environment = ReportEnvironment.Current;
        yield return new("runtime", CheckState.Good, $"{environment.Runtime}, {environment.OperatingSystem}");
        yield return new("library", CheckState.Good, environment.Library);
        yield return new("ML.NET", CheckState.Good, environment.MLNet);
        yield return new("tensors", CheckState.Good, environment.Tensors);
        yield return new("processor", CheckState.Good, $"{environment.Processor}, {Tables.Many(environment.Cores, "core")}");
        yield return Simd();
        yield return Memory(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        yield return Writable("temporary folder", Path.GetTempPath());
        yield return Writable("current folder", Directory.GetCurrentDirectory());
        var capabilities = run.Screen.Output.Profile.Capabilities;
        yield return new(
            "console", CheckState.Good,
            $"{run.Screen.Output.Profile.Width} columns, {(capabilities.Interactive ? "interactive" : "not interactive")}, "
            + (capabilities.Ansi ? "colours" : "no colours"));
        yield return new("browser", CheckState.Good, "not needed: a report is one HTML file");
        yield return Training(run);
    }

    private static Check Simd() => Vector512.IsHardwareAccelerated ? new("SIMD", CheckState.Good, "512 bits")
        : Vector256.IsHardwareAccelerated ? new("SIMD", CheckState.Good, "256 bits")
        : new("SIMD", CheckState.Warning, "128 bits at most: training is slow");

    private static Check Memory(long bytes) => new(
        "memory", bytes < LittleMemory ? CheckState.Warning : CheckState.Good, $"{Tables.Count(bytes >> 20)} MiB for this process");

    private static Check Writable(string name, string folder)
    {
        var file = Path.Combine(folder, $".mlnet-unlearn-{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(file, "");
            File.Delete(file);
            return new(name, CheckState.Good, $"'{folder}' can be written");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(name, CheckState.Bad, $"'{folder}' cannot be written: {exception.Message}");
        }
    }

    // One epoch on thirty made-up users, through everything that training calls.
    private static Check Training(Run run)
    {
        try
        {
            var mlContext = new MLContext(seed: 1);
            var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions { Users = 30, Rings = 2, ItemsPerRing = 5 });
            var log = mlContext.Data.LoadFromEnumerable(planted.Interactions);
            using var model = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
                .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
                .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
                .Append(mlContext.Transforms.PadAndSplitSequences("Sequence"))
                .Append(mlContext.SequentialRecommendation().Trainers.SasRec(
                    new SasRecOptions { Epochs = 1, EmbeddingSize = 8, Seed = 1, CancellationToken = run.Token }))
                .Fit(log).LastTransformer;
            return run.Whole(new Check("training", CheckState.Good, "a small model was trained"));
        }
#pragma warning disable CA1031 // A native library that does not load has many exceptions.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new("training", CheckState.Bad, $"a small model cannot be trained: {exception.Message}");
        }
    }
}
