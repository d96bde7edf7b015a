using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Machines;
using MLNetUnlearn.Benchmarks.Methods;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Meets requests of one user each, one after another, and tells how the model fares on the way.</summary>
internal static class StreamCommand
{
    private sealed record Pair(double Model, double Retrained);

    private sealed record Checkpoint(
        int Requests, int Pairs, Pair Recall, Pair FullRecall, Pair ForgetHit, Pair? ScoreAuc, double? DifferenceAuc,
        double SecondsPerRequest, double RetrainSeconds, long ManagedMegabytes, long ProcessMegabytes);

    public static Command Create()
    {
        var data = CommonOptions.DataFile();
        var folder = MethodsCommand.Folder();
        var model = CommonOptions.ModelName(BenchmarkModels.Networks);
        var method = new Option<string>("--method") { Description = "The method.", DefaultValueFactory = _ => "sruga" };
        method.AcceptOnlyFromAmong([.. BenchmarkMethods.Streamable]);
        var options = new Option<string?>("--options") { Description = "Options of the method, as JSON, that replace its own." };
        var requests = CommonOptions.Count("--requests", "How many users ask.", 100);
        var checkpoints = CommonOptions.Count("--checkpoints", "How often the model is judged, each time beside its own Retrain.", 4);
        var seed = CommonOptions.Count("--seed", "Seed of everything random.", 1);
        var epochs = CommonOptions.Count("--epochs", "Epochs of training at most.", 100);
        var threads = CommonOptions.ThreadsOf(Environment.ProcessorCount);
        var json = CommonOptions.JsonFile();
        var command = new Command("stream", "Requests of one user each, one after another, each unlearning from the last result.")
        {
            data, folder, model, method, options, requests, checkpoints, seed, epochs, threads, json,
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
            var looked = new List<Checkpoint>();
            mlContext.Unlearning().EvaluateStream<RecommenderTransformer>(
                original, stream.Users, stream.Requests,
                (current, request) => chosen.Create(new MethodContext(
                    mlContext, (SequentialRecommenderTransformer)current, Retrained: original, parsed.GetValue(seed) + request.Number,
                    Name: "stream", Preparations: null)).Estimator,
                new StreamEvaluationOptions
                {
                    Checkpoints = parsed.GetValue(checkpoints),
                    Seed = parsed.GetValue(seed),
                    Folder = results.PathOf(
                        $"{parsed.GetValue(model)}-{parsed.GetValue(seed)}-stream-{parsed.GetValue(method)}-{stream.Requests.Count}"),
                    Progress = new Looking(looked),
                });
            CommonOptions.Write(
                new
                {
                    method = parsed.GetValue(method),
                    options = chosen.OptionsJson,
                    model = parsed.GetValue(model),
                    seed = parsed.GetValue(seed),
                    checkpoints = looked,
                    machine = Machine.This,
                },
                parsed.GetValue(json));
        });
        return command;
    }

    private static Checkpoint Look(StreamCheckpoint at)
    {
        using var process = Process.GetCurrentProcess();
        var checkpoint = new Checkpoint(
            at.Requests, at.Pairs,
            new Pair(at.SampledRanking.RecallAt(10), at.RetrainedSampledRanking.RecallAt(10)),
            new Pair(at.Ranking.RecallAt(10), at.RetrainedRanking.RecallAt(10)),
            new Pair(at.SampledForgetting.HitAt(10), at.SampledForgetting.Retrained.RecallAt(10)),
            at.Membership is { } attack ? new Pair(attack.ScoreAuc, attack.RetrainedScoreAuc) : null,
            at.Membership?.DifferenceAuc, at.Cost.Unlearning.Seconds / at.Requests, at.Cost.Retraining.Seconds,
            GC.GetTotalMemory(forceFullCollection: true) >> 20, process.WorkingSet64 >> 20);
        Console.Error.WriteLine(checkpoint);
        return checkpoint;
    }

    private sealed class Looking(List<Checkpoint> checkpoints) : IProgress<StreamProgress>
    {
        public void Report(StreamProgress value)
        {
            if (value.Checkpoint is { } checkpoint)
                checkpoints.Add(Look(checkpoint));
        }
    }
}
