using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Machines;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Serving;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>
/// Requests per second and how long each takes, of the service in this process, by callers who ask again when they are answered.
/// </summary>
internal static class ServeCommand
{
    private const int RequestItems = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var file = new Option<FileInfo?>("--model") { Description = "A model file to serve; without it a network of random weights." };
        file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } none)
                result.AddError($"There is no file '{none}'.");
        });
        var items = CommonOptions.Count("--items", "|V| of the network without a file.", 23_715);
        var size = CommonOptions.SizeOf(64);
        var callers = CommonOptions.Count("--callers", "How many ask at a time.", 32);
        var seconds = CommonOptions.Count("--seconds", "How long, after as long again to warm up, at most 3 seconds.", 5);
        var count = CommonOptions.Count("--count", "Items recommended to each.", 10);
        var batch = CommonOptions.Count("--batch", "Requests scored together at most.", 32);
        var workers = CommonOptions.Count("--workers", "Batches scored at a time.", 1);
        var threads = CommonOptions.ThreadsOf(Environment.ProcessorCount);
        var json = CommonOptions.JsonFile();
        var command = new Command("serve", "Requests per second of the serving library, and how long they take.")
        {
            file, items, size, callers, seconds, count, batch, workers, threads, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            torch.set_num_threads(parsed.GetValue(threads));
            var options = new ServingOptions { MaximumBatch = parsed.GetValue(batch), Workers = parsed.GetValue(workers) };
            if (parsed.GetValue(file) is { } given)
                options.ModelFile = given.FullName;
            else
                options.Model = Random(parsed.GetValue(items), parsed.GetValue(size));
            await using var service = new RecommendationService(options);
            var load = new ServeLoad(service, Requests(parsed.GetValue(items), parsed.GetValue(count)));
            var time = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            await load.RunAsync(parsed.GetValue(callers), time < WarmUp ? time : WarmUp, cancellationToken);
            var (garbage, processor) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
            var start = Stopwatch.GetTimestamp();
            var taken = await load.RunAsync(parsed.GetValue(callers), time, cancellationToken);
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            processor = Environment.CpuUsage.TotalTime - processor;
            taken.Sort();
            CommonOptions.Write(
                new
                {
                    requestsPerSecond = Math.Round(taken.Count / elapsed),
                    p50Milliseconds = Math.Round(1e3 * taken[taken.Count / 2], 2),
                    p99Milliseconds = Math.Round(1e3 * taken[(int)(0.99 * taken.Count)], 2),
                    slowestMilliseconds = Math.Round(1e3 * taken[^1], 2),
                    processorMicrosecondsPerRequest = Math.Round(processor.TotalMicroseconds / taken.Count, 1),
                    garbageBytesPerRequest = (GC.GetTotalAllocatedBytes() - garbage) / taken.Count,
                    requests = taken.Count,
                    callers = parsed.GetValue(callers),
                    batch = options.MaximumBatch,
                    workers = options.Workers,
                    threads = parsed.GetValue(threads),
                    items = service.Model.ItemCount,
                    model = service.Model.Name,
                    machine = Machine.This,
                },
                parsed.GetValue(json));
        });
        return command;
    }

    private static List<RecommendationRequest> Requests(int items, int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 4096).Select(_ => new RecommendationRequest
        {
            Items = [.. Enumerable.Range(0, RequestItems).Select(_ => $"{1 + random.Next(items)}")], Count = count,
        })];
    }

    // One epoch of one window: the weights stay as they were drawn.
    private static SequentialRecommenderTransformer Random(int items, int size)
    {
        var mlContext = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(LongWindow));
        schema[nameof(LongWindow.Sequence)].ColumnType = schema[nameof(LongWindow.Target)].ColumnType =
            new VectorDataViewType(new KeyDataViewType(typeof(uint), items), RequestItems);
        return CommonOptions.Trainer(mlContext, new SasRecOptions(), size, batch: 1, epochs: 1, progress: null)
            .Fit(mlContext.Data.LoadFromEnumerable(LongWindow.Generate(1, items, RequestItems), schema));
    }
}
