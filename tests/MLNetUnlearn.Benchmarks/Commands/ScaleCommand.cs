using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Machines;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>What a large catalogue and long windows take, on generated data.</summary>
internal static class ScaleCommand
{
    public static Command Create()
    {
        var items = CommonOptions.Count("--items", "|V|, the number of items.", 1_000_000);
        var length = CommonOptions.Count("--length", "n, the length of a window; all windows are full.", 200);
        var windows = CommonOptions.Count("--windows", "The number of windows.", 2000);
        var batch = CommonOptions.BatchOf(32);
        var size = CommonOptions.SizeOf(64);
        var epochs = CommonOptions.Count("--epochs", "Epochs of training.", 2);
        var threads = CommonOptions.ThreadsOf(Environment.ProcessorCount);
        var json = CommonOptions.JsonFile();
        var command = new Command("scale", "Memory and time of training and recommending with a large catalogue and long windows.")
        {
            items, length, windows, batch, size, epochs, threads, json,
        };
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(threads));
            var (count, n, d) = (parsed.GetValue(items), parsed.GetValue(length), parsed.GetValue(size));
            var mlContext = new MLContext(seed: 1);
            var clock = new EpochClock();
            var trainer = CommonOptions.Trainer(mlContext, new SasRecOptions(), d, parsed.GetValue(batch), parsed.GetValue(epochs), clock);
            var view = View(mlContext, parsed.GetValue(windows), count, n);
            var before = Machine.PeakMegabytes();
            using var model = trainer.Fit(view);
            var training = Machine.PeakMegabytes();
            var start = Stopwatch.GetTimestamp();
            var recommended = Recommend(model.Transform(view));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var table = (count + 1.0) * d * sizeof(float) / (1 << 20);
            CommonOptions.Write(
                new
                {
                    itemTableMegabytes = Math.Round(table, 1),
                    withAdamsStateMegabytes = Math.Round(3 * table, 1),
                    peakBeforeMegabytes = before,
                    peakOfTrainingMegabytes = training,
                    peakMegabytes = Machine.PeakMegabytes(),
                    medianMillisecondsPerStep = Math.Round(1e3 * Medians.Of(clock.Seconds) / clock.Steps, 2),
                    recommendedPerSecond = Math.Round(recommended / seconds, 1),
                    loss = Math.Round(clock.Loss, 4),
                    items = count,
                    length = n,
                    size = d,
                    batch = parsed.GetValue(batch),
                    windows = parsed.GetValue(windows),
                    threads = parsed.GetValue(threads),
                    machine = Machine.This,
                },
                parsed.GetValue(json));
        });
        return command;
    }

    private static IDataView View(MLContext mlContext, int windows, int items, int length)
    {
        var schema = SchemaDefinition.Create(typeof(LongWindow));
        var type = new VectorDataViewType(new KeyDataViewType(typeof(uint), items), length);
        schema[nameof(LongWindow.Sequence)].ColumnType = type;
        schema[nameof(LongWindow.Target)].ColumnType = type;
        return mlContext.Data.LoadFromEnumerable(LongWindow.Generate(windows, items, length), schema);
    }

    private static int Recommend(IDataView view)
    {
        var column = view.Schema["Recommended"];
        using var cursor = view.GetRowCursor([column]);
        var (getter, items, rows) = (cursor.GetGetter<VBuffer<uint>>(column), default(VBuffer<uint>), 0);
        for (; cursor.MoveNext(); rows++)
            getter(ref items);
        return rows;
    }
}
