using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Runs the tests' worker program in a process of its own.</summary>
internal static partial class WorkerProcess
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end, which must be a good one.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Wait(process);
        Assert.AreEqual(0, process.ExitCode, error.Result);
        return output.Result;
    }

    /// <summary>Kills it some time after it has told of an epoch, or of a later one.</summary>
    /// <returns>Whether it was killed; otherwise it ended before.</returns>
    public static bool Kill(int epoch, TimeSpan after, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (EpochOf().Match(line) is not { Success: true } match || int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) < epoch)
                continue;
            Thread.Sleep(after);
            process.Kill();
            Wait(process);
            return process.ExitCode != 0;
        }
        Wait(process);
        Assert.AreEqual(0, process.ExitCode, error.Result);
        return false;
    }

    [GeneratedRegex(@"epoch (\d+)/")]
    private static partial Regex EpochOf();

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MLNetUnlearn.Worker.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static void Wait(Process process)
    {
        if (process.WaitForExit(_longest))
            return;
        process.Kill();
        throw new TimeoutException("The worker did not end.");
    }
}
