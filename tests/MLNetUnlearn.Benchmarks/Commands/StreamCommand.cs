using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Machines;
using MLNetUnlearn.Benchmarks.Methods;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Meets requests of one user each, one after another, and tells how the model fares on the way.</summary>
internal static class StreamCommand
{
    private const int Negatives = 100;

    private sealed record Checkpoint(
        int Requests, int Pairs, double Recall, double ForgetHit, double OriginalForgetHit, double SecondsPerRequest, bool IsFinite,
        long ManagedMegabytes, long ProcessMegabytes);

    public static Command Create()
    {
        var data = CommonOptions.DataFile();
        var folder = MethodsCommand.Folder();
        var model = CommonOptions.ModelName(BenchmarkModels.Networks);
        var method = new Option<string>("--method") { Description = "The method.", DefaultValueFactory = _ => "sruga" };
        method.AcceptOnlyFromAmong([.. BenchmarkMethods.Streamable]);
        var options = new Option<string?>("--options") { Description = "Options of the method, as JSON, that replace its own." };
        var requests = CommonOptions.Count("--requests", "How many users ask.", 100);
        var every = CommonOptions.Count("--every", "Requests between two checkpoints.", 10);
        var seed = CommonOptions.Count("--seed", "Seed of everything random.", 1);
        var epochs = CommonOptions.Count("--epochs", "Epochs of training at most.", 100);
        var threads = CommonOptions.ThreadsOf(Environment.ProcessorCount);
        var json = CommonOptions.JsonFile();
        var command = new Command("stream", "Requests of one user each, one after another, each unlearning from the last result.")
        {
            data, folder, model, method, options, requests, every, seed, epochs, threads, json,
        };
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(threads));
            var file = parsed.GetRequiredValue(data);
            var results = ResultFolder.Open(parsed.GetRequiredValue(folder), file, parsed.GetValue(epochs));
            var mlContext = new MLContext(parsed.GetValue(seed));
            var stream = new RequestStream(
                mlContext, InteractionFile.Read(file.FullName), parsed.GetValue(requests), parsed.GetValue(seed));
            var network = BenchmarkModels.Network(parsed.GetValue(model)!) with
            {
                Epochs = parsed.GetValue(epochs), Seed = parsed.GetValue(seed),
            };
            var trainer = mlContext.SequentialRecommendation().Trainers.Custom(network);
            var (original, _) = results.Model(
                mlContext, $"{parsed.GetValue(model)}-{parsed.GetValue(seed)}-original", () => stream.Train(trainer));
            var chosen = BenchmarkMethods.Get(parsed.GetValue(method)!);
            if (parsed.GetValue(options) is { } replaced)
                chosen = chosen.With(replaced);
            CommonOptions.Write(
                new
                {
                    method = parsed.GetValue(method),
                    options = chosen.OptionsJson,
                    model = parsed.GetValue(model),
                    seed = parsed.GetValue(seed),
                    checkpoints = Run(mlContext, stream, original, chosen, parsed.GetValue(every), parsed.GetValue(seed)),
                    machine = Machine.This,
                },
                parsed.GetValue(json));
        });
        return command;
    }

    private static List<Checkpoint> Run(
        MLContext mlContext, RequestStream stream, SequentialRecommenderTransformer original, BenchmarkMethod method, int every, int seed)
    {
        var checkpoints = new List<Checkpoint> { Look(mlContext, stream, original, original, 0, 0, seed) };
        var (current, seconds, since) = (original, 0.0, 0);
        for (var request = 1; request <= stream.Count; request++)
        {
            var start = Stopwatch.GetTimestamp();
            var next = (SequentialRecommenderTransformer)stream.Forget(
                method.Create(new MethodContext(
                    mlContext, current, Retrained: original, seed + request, Name: "stream", Preparations: null)).Estimator);
            (seconds, since) = (seconds + Stopwatch.GetElapsedTime(start).TotalSeconds, since + 1);
            if (current != original)
                current.Dispose();
            current = next;
            if (request % every != 0 && request != stream.Count)
                continue;
            checkpoints.Add(Look(mlContext, stream, original, current, request, seconds / since, seed));
            (seconds, since) = (0, 0);
        }
        return checkpoints;
    }

    private static Checkpoint Look(
        MLContext mlContext, RequestStream stream, SequentialRecommenderTransformer original, SequentialRecommenderTransformer model,
        int requests, double seconds, int seed)
    {
        var view = stream.SoFar;
        var isFinite = model.Module.parameters().All(weights => weights.detach().cpu().data<float>().ToArray().All(float.IsFinite));
        var recall = mlContext.SequentialRecommendation().Evaluate(model, view, Negatives, seed).RecallAt(10);
        var forgetting = requests == 0 ? null : mlContext.Unlearning().Evaluate(model, original, view, Negatives, seed);
        using var process = Process.GetCurrentProcess();
        var checkpoint = new Checkpoint(
            requests, stream.Forgotten.Count, recall, forgetting?.HitAt(10) ?? 0, forgetting?.Retrained.RecallAt(10) ?? 0, seconds, isFinite,
            GC.GetTotalMemory(forceFullCollection: true) >> 20, process.WorkingSet64 >> 20);
        Console.Error.WriteLine(checkpoint);
        return checkpoint;
    }
}
