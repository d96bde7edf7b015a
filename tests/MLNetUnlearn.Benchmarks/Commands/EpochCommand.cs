using System.CommandLine;
using Microsoft.ML;
using MLNetUnlearn.Benchmarks.Data;
using MLNetUnlearn.Benchmarks.Machines;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Seconds per epoch of training, through the trainer as users call it.</summary>
internal static class EpochCommand
{
    private const int WarmUp = 5; // meanwhile .NET compiles what is hot, in the background

    public static Command Create()
    {
        var common = new CommonOptions();
        var epochs = CommonOptions.Count("--epochs", "Timed epochs, after five to warm up.", 5);
        var windows = new Option<Windows>("--windows")
        {
            Description = "last: each user's last window, as the usual SASRec codes; all: every window.",
            DefaultValueFactory = _ => Windows.Last,
        };
        var command = new Command("epoch", "Seconds per epoch of training, without validation.") { epochs, windows };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(common.Threads));
            var mlContext = new MLContext(seed: 1);
            var data = common.Read(mlContext, parsed);
            var view = data.Training(parsed.GetValue(common.Length), parsed.GetValue(windows));
            var clock = new EpochClock();
            using var model = common.Trainer(mlContext, parsed, parsed.GetValue(epochs) + WarmUp, clock).Fit(view);
            common.Write(parsed, new
            {
                medianSecondsPerEpoch = Math.Round(Medians.Of(clock.Seconds.Skip(WarmUp)), 4),
                secondsPerEpoch = Medians.Rounded(clock.Seconds.Skip(WarmUp)),
                medianMillisecondsPerStep = Math.Round(1e3 * Medians.Of(clock.Seconds.Skip(WarmUp)) / clock.Steps, 4),
                managedBytesPerStep = Math.Round(Medians.Of(clock.BytesPerStep.Skip(WarmUp))),
                peakMegabytes = Machine.PeakMegabytes(),
                loss = Math.Round(clock.Loss, 4),
                model = parsed.GetValue(common.Model),
                windows = parsed.GetValue(windows).ToString(),
                batch = parsed.GetValue(common.Batch),
                length = parsed.GetValue(common.Length),
                size = parsed.GetValue(common.Size),
                threads = parsed.GetValue(common.Threads),
                steps = clock.Steps,
                users = data.Users,
                items = data.Items,
                interactions = data.Interactions,
                machine = Machine.This,
            });
        });
        return command;
    }
}
