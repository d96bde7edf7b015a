using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Machines;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Seconds to rank every user's held-out item among the whole catalogue, through the evaluator as users call it.</summary>
internal static class RankCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var runs = CommonOptions.Count("--runs", "Timed runs, after one to warm up.", 5);
        var epochs = CommonOptions.Count("--epochs", "Epochs of training before.", 1);
        var command = new Command("rank", "Seconds to rank every user's held-out item among all items.") { runs, epochs };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(common.Threads));
            var mlContext = new MLContext(seed: 1);
            var data = common.Read(mlContext, parsed);
            var training = data.Training(parsed.GetValue(common.Length), Windows.Last);
            using var model = common.Trainer(mlContext, parsed, parsed.GetValue(epochs), null).Fit(training);
            var sequences = data.Ranking();
            var metrics = mlContext.SequentialRecommendation().Evaluate(model, sequences);
            var seconds = new List<double>();
            for (var run = 0; run < parsed.GetValue(runs); run++)
            {
                var start = Stopwatch.GetTimestamp();
                metrics = mlContext.SequentialRecommendation().Evaluate(model, sequences);
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
            common.Write(parsed, new
            {
                medianSeconds = Math.Round(Medians.Of(seconds), 4),
                seconds = Medians.Rounded(seconds),
                hit10 = Math.Round(metrics.RecallAt(10), 5),
                ndcg10 = Math.Round(metrics.NdcgAt(10), 5),
                model = parsed.GetValue(common.Model),
                length = parsed.GetValue(common.Length),
                size = parsed.GetValue(common.Size),
                threads = parsed.GetValue(common.Threads),
                users = metrics.Count,
                items = data.Items,
                machine = Machine.This,
            });
        });
        return command;
    }
}
