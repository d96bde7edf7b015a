using System.Globalization;
using System.Text.RegularExpressions;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Runs the tests' worker program in a process of its own.</summary>
internal static partial class WorkerProcess
{
    private const string Assembly = "MLNetUnlearn.Worker.dll";

    /// <summary>Runs it to its end, which must be a good one.</summary>
    public static void Run(params string[] arguments)
    {
        var (exitCode, _, error) = DotnetProgram.Run(Assembly, arguments);
        Assert.AreEqual(0, exitCode, error);
    }

    /// <summary>Kills it some time after it has told of an epoch, or of a later one.</summary>
    /// <returns>Whether it was killed; otherwise it ended before.</returns>
    public static bool Kill(int epoch, TimeSpan after, params string[] arguments)
    {
        using var process = DotnetProgram.Start(Assembly, arguments);
        var error = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (EpochOf().Match(line) is { Success: true } match && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= epoch)
            {
                Thread.Sleep(after);
                process.Kill();
                break;
            }
        }
        DotnetProgram.Wait(process);
        Assert.AreEqual("", error.Result);
        return process.ExitCode != 0;
    }

    [GeneratedRegex(@"epoch (\d+)/")]
    private static partial Regex EpochOf();
}
