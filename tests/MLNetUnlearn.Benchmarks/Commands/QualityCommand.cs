using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Machines;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Trains a model as users do, with validation and early stop, and ranks everybody's held-out item by both protocols.</summary>
internal static class QualityCommand
{
    private const int Negatives = 100;

    public static Command Create()
    {
        var data = CommonOptions.DataFile();
        var model = CommonOptions.ModelName(BenchmarkModels.Names);
        var options = new Option<string>("--options")
        {
            Description = "The model's options as JSON, for example '{\"Epochs\": 20, \"Loss\": {\"$type\": \"SoftmaxCrossEntropy\"}}'.",
            DefaultValueFactory = _ => "{}",
        };
        var length = CommonOptions.Count("--length", "n, the length of a window.", 10);
        var seed = CommonOptions.Count("--seed", "Seed of everything random.", 1);
        var threads = CommonOptions.ThreadsOf(Environment.ProcessorCount);
        var json = CommonOptions.JsonFile();
        var command = new Command("quality", "NDCG@10 and Recall@10 of a model on everybody's last item, and the seconds of its training.")
        {
            data, model, options, length, seed, threads, json,
        };
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(threads));
            var mlContext = new MLContext(parsed.GetValue(seed));
            mlContext.Log += (_, message) =>
            {
                if (message.RawMessage.Contains("epoch ", StringComparison.Ordinal))
                    Console.Error.WriteLine(message.RawMessage);
            };
            var log = InteractionFile.Read(parsed.GetRequiredValue(data).FullName);
            var view = mlContext.Data.LoadFromEnumerable(log.Interactions);
            var users = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", maximumNumberOfKeys: int.MaxValue)
                .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", log.HasTimestamps ? "Timestamp" : null))
                .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
                .Fit(view).Transform(view);
            var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", parsed.GetValue(length)).Fit(users).Transform(users);
            var start = Stopwatch.GetTimestamp();
            var trained = BenchmarkModels.Fit(mlContext, parsed.GetValue(model)!, parsed.GetValue(options)!, windows);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var catalog = mlContext.SequentialRecommendation();
            var (full, sampled) = (catalog.Evaluate(trained, users), catalog.Evaluate(trained, users, Negatives));
            CommonOptions.Write(
                new
                {
                    ndcg10 = Math.Round(full.NdcgAt(10), 5),
                    recall10 = Math.Round(full.RecallAt(10), 5),
                    ndcg10Among100 = Math.Round(sampled.NdcgAt(10), 5),
                    recall10Among100 = Math.Round(sampled.RecallAt(10), 5),
                    trainingSeconds = Math.Round(seconds, 1),
                    model = parsed.GetValue(model),
                    options = parsed.GetValue(options),
                    length = parsed.GetValue(length),
                    seed = parsed.GetValue(seed),
                    threads = parsed.GetValue(threads),
                    users = full.Count,
                    peakMegabytes = Machine.PeakMegabytes(),
                    machine = Machine.This,
                },
                parsed.GetValue(json));
        });
        return command;
    }
}
