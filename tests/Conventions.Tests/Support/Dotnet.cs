using System.Diagnostics;

namespace MLNetUnlearn.Conventions;

/// <summary>The SDK's command line, run at the repository's root.</summary>
internal static class Dotnet
{
    private const int MillisecondsAllowed = 120_000;

    /// <summary>Runs a command to its end; its output is what it wrote to standard output.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static (int ExitCode, string Output) Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true, WorkingDirectory = Repository.PathOf(""),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(MillisecondsAllowed))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It did not end: dotnet {string.Join(' ', start.ArgumentList)}");
        }
        return (process.ExitCode, output.Result);
    }
}
