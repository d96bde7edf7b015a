using System.CommandLine;
using System.Diagnostics;
using MLNetUnlearn.Benchmarks.Kernels;
using MLNetUnlearn.Benchmarks.Machines;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Matrix products in the three forms that a linear layer needs, beside the machine's peak.</summary>
internal static class GemmCommand
{
    private const int Tries = 7;
    private const double SecondsPerTry = 0.03;

    public static Command Create()
    {
        var rows = CommonOptions.Count("--rows", "m, the rows of the input: a batch of packed windows.", 600);
        var threads = CommonOptions.ThreadsOf(1);
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "d: layers of d×d.",
            DefaultValueFactory = _ => [8, 16, 32, 50, 64, 100, 128, 256, 512],
            AllowMultipleArgumentsPerToken = true,
        };
        var json = CommonOptions.JsonFile();
        var command = new Command("gemm", "GFLOP/s of matrix products beside the measured peak of one core.")
        {
            rows, threads, sizes, json,
        };
        command.SetAction(parsed =>
        {
            torch.set_num_threads(parsed.GetValue(threads));
            using var noGrad = torch.no_grad();
            var m = parsed.GetValue(rows);
            var peak = FmaPeak.Measure();
            var shapes = parsed.GetRequiredValue(sizes).Select(d => Measure(m, d)).ToList();
            CommonOptions.Write(
                new
                {
                    rows = m,
                    threads = parsed.GetValue(threads),
                    peakGflops = Math.Round(Math.Max(peak, FmaPeak.Measure()), 1),
                    shapes,
                    machine = Machine.This,
                },
                parsed.GetValue(json));
        });
        return command;
    }

    private static object Measure(int m, int d)
    {
        using var scope = torch.NewDisposeScope();
        Tensor x = Batches.Values(1, m, d), gradient = Batches.Values(2, m, d), weight = Batches.Values(3, d, d);
        var flops = 2.0 * m * d * d;
        return new
        {
            size = d,
            forwardGflops = Rate(flops, () => torch.nn.functional.linear(x, weight)),   // x·Wᵀ
            inputGflops = Rate(flops, () => gradient.mm(weight)),                        // g·W
            weightGflops = Rate(flops, () => gradient.t().mm(x)),                        // gᵀ·x
        };
    }

    private static double Rate(double flops, Func<Tensor> product)
    {
        var best = 0.0;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (start, count) = (Stopwatch.GetTimestamp(), 0);
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsPerTry)
            {
                using var scope = torch.NewDisposeScope();
                for (var i = 0; i < 16; i++)
                    product();
                count += 16;
            }
            best = Math.Max(best, flops * count / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }
        return Math.Round(best, 1);
    }
}
